#pragma once

/// Raises the process's soft limit of open files to the hard one and returns it; the largest int
/// where there is no limit. Each connection needs one file.
int raiseFileLimit();
