// Collects the operations of an alignment in memory of the scratch.

/// A growing list of operations that merges equal neighbours; never allocates.
struct CIGARBuilder {
  private let storage: FlatBuffer<UInt32>
  /// The number of operations.
  private(set) var count = 0

  init(storage: FlatBuffer<UInt32>) {
    self.storage = storage
  }

  /// The operation at an index.
  subscript(index: Int) -> CIGAROperation {
    precondition(index < count, "a run that was written")
    return CIGAROperation(packed: storage[index])
  }

  mutating func removeAll() { count = 0 }

  /// Adds bases to the last operation if it is of this kind, or starts a new one; nothing for length 0.
  mutating func append(_ kind: CIGAROperation.Kind, _ length: Int) {
    guard length > 0 else { return }
    if count > 0 {
      let last = self[count - 1]
      if last.kind == kind {
        storage[count - 1] = CIGAROperation(kind, last.length + length).packed
        return
      }
    }
    storage[count] = CIGAROperation(kind, length).packed
    count += 1
  }

  /// Takes bases from the last operation, which keeps at least one.
  mutating func shorten(by length: Int) {
    guard length > 0 else { return }
    let last = self[count - 1]
    precondition(length < last.length, "a run keeps a base")
    storage[count - 1] = CIGAROperation(last.kind, last.length - length).packed
  }

  /// Takes the last operation away.
  mutating func removeLast() {
    precondition(count > 0, "there is a run")
    count -= 1
  }

  mutating func append(contentsOf other: CIGARBuilder) {
    for index in 0..<other.count { append(other[index].kind, other[index].length) }
  }

  mutating func reverse() {
    var low = 0
    var high = count - 1
    while low < high {
      let value = storage[low]
      storage[low] = storage[high]
      storage[high] = value
      low += 1
      high -= 1
    }
  }

  /// A lent view of the operations' packed values.
  @unsafe var packed: UnsafeBufferPointer<UInt32> { unsafe storage.view(0..<count) }

  /// The operations as an array.
  var operations: [CIGAROperation] { (0..<count).map { self[$0] } }
}
