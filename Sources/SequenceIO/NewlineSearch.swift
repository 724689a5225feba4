// The search for the end of a line, by the system's memchr.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Finds line feeds.
enum NewlineSearch {
  /// The index of the first line feed, or `count`.
  @inline(__always)
  static func first(in start: UnsafePointer<UInt8>, count: Int) -> Int {
    guard let found = unsafe memchr(start, 10, count) else { return count }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(start)
  }

  /// Whether two stretches hold the same bytes.
  @inline(__always)
  static func isEqual(_ first: UnsafePointer<UInt8>, _ second: UnsafePointer<UInt8>, count: Int) -> Bool {
    unsafe memcmp(first, second, count) == 0
  }
}
