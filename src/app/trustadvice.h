#pragma once

#include "client.h"

/// One sentence: what to write on the command line to go on in spite of \a distrust. Empty where another
/// identity was pinned: that is not to be waved through.
QString trustAdvice(const Client::Distrust &distrust);
