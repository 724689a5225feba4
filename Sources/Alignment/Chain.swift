// Exact matches of a read with the text, and a colinear row of them.

/// An exact match between read and text.
struct Segment {
  /// Read offsets, 0-based half-open.
  var queryStart: Int32 = 0
  var queryEnd: Int32 = 0
  /// Text offset minus read offset.
  var diagonal: Int32 = 0

  var length: Int32 { queryEnd - queryStart }
  var textStart: Int32 { queryStart + diagonal }
  var textEnd: Int32 { queryEnd + diagonal }
}

/// The best row of segments on one strand.
struct Chain {
  /// Score: matched bases less what the gaps cost.
  var score: Int32 = 0
  /// Segments in `MapperScratch.chain`.
  var count = 0
  /// Score of the best row that shares no segment with this one.
  var secondScore: Int32 = 0
}
