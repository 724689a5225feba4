// A fixed piece of memory with checked access, lent by the scratch that owns it.

/// A fixed number of elements in memory that someone else owns and frees.
///
/// Subscripts are checked; kernels take ``base`` and promise to stay inside. Never outlives the ``MapperScratch`` that
/// made it.
@safe struct FlatBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Element>
  let count: Int

  /// Takes memory and fills it.
  static func allocate(count: Int, filledWith value: Element) -> FlatBuffer {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: count)
    unsafe memory.initialize(repeating: value, count: count)
    return unsafe FlatBuffer(base: memory, count: count)
  }

  /// Gives the memory back; the owner calls this once.
  func deallocate() {
    unsafe base.deallocate()
  }

  subscript(index: Int) -> Element {
    @inline(__always) get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "index in the buffer")
      return unsafe base[index]
    }
    @inline(__always) nonmutating set {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "index in the buffer")
      unsafe base[index] = newValue
    }
  }

  /// A lent view of a part, for appending to arrays in one copy.
  @unsafe func view(_ range: Range<Int>) -> UnsafeBufferPointer<Element> {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "range in the buffer")
    return unsafe UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
  }
}
