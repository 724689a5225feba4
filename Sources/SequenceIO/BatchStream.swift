// An input as a stream of batches, and what may look at them on the way.

/// A function that looks at each batch on the thread that parsed it, while its bytes are still in the cache, and may
/// write the records' flags.
package typealias BatchScreen = (RecordBatch) -> Void

/// Batches of one input, in order.
protocol BatchStream: AnyObject {
  var name: String { get }
  var bytesRead: Int { get }
  /// What is known of the input after its end.
  var summary: InputSummary? { get }
  /// The next batch, never empty; nil at the end.
  func next() throws(ParseError) -> RecordBatch?
}
