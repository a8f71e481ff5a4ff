#pragma once

/// Makes assistive technology see every LogView as a list of the rows on the screen, and no others.
///
/// Qt's own interface for tables offers all cells: with 200,000 rows one question for the children
/// freezes the window for many seconds. May be called more than once; GUI thread only.
void installLogAccessible();
