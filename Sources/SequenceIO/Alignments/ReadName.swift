// A read's name as a key: hashed as a whole, since many millions of them are looked up.

/// The name of a read.
struct ReadName: Hashable {
  let bytes: [UInt8]

  func hash(into hasher: inout Hasher) {
    unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
  }
}
