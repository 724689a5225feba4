// The word-at-a-time checks against the table, byte by byte.

import Numerics
import Testing

@testable import SequenceIO

@Suite("Byte checks")
struct ByteClassKernelTests {
  @Test("a single odd byte is seen at every place of every length")
  func oddBytesAreSeen() {
    for count in [0, 1, 3, 7, 8, 9, 15, 24, 31, 32, 33, 40, 63, 64, 65, 100] {
      for place in 0..<max(count, 1) {
        for byte in UInt8.min...UInt8.max where count > 0 || byte == 0 {
          var bases = [UInt8](repeating: UInt8(ascii: "G"), count: count)
          if count > 0 { bases[place] = byte }
          unsafe bases.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            let isPlain = "ACGTacgt".utf8.contains(byte) || count == 0
            if unsafe ByteClassKernel.isPlainBases(start, count) != isPlain { Issue.record("base \(byte) at \(place)") }
            let isQuality = (33...126).contains(byte) || count == 0
            if unsafe ByteClassKernel.isQualities(start, count) != isQuality { Issue.record("quality \(byte)") }
            let isTitle = (32...126).contains(byte) || count == 0
            if unsafe ByteClassKernel.isPlainTitle(start, count) != isTitle { Issue.record("title \(byte)") }
          }
        }
        if count > 40 && place > 3 && place < count - 3 { continue }
      }
    }
  }

  @Test("random bytes: the kernel says what the table says")
  func kernelEqualsTable() {
    var generator = SplitMix64(seed: 77)
    for _ in 0..<500 {
      let count = Int.random(in: 0...90, using: &generator)
      let bytes = (0..<count).map { _ in UInt8.random(in: 30...255, using: &generator) }
      unsafe bytes.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return }
        #expect(
          unsafe ByteClassKernel.isQualities(start, count) == (ByteClassKernel.firstBadQuality(start, count) == nil))
        if unsafe ByteClassKernel.isPlainBases(start, count) {
          #expect(unsafe ByteClassKernel.highestBaseClass(start, count) == BaseClass.base)
        }
      }
    }
  }
}
