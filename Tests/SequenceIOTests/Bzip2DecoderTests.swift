// Blocks of bzip2 decoded side by side: the text of libbz2, whatever the blocks hold, and nothing of what it refuses.

import Numerics
import Testing

@testable import SequenceIO

@Suite("bzip2 blocks side by side")
struct Bzip2DecoderTests {
  /// Texts of several blocks of 100,000 bytes: bases, all bytes, long runs, runs of about four and of about 259 bytes, one byte.
  private static func texts(_ generator: inout SplitMix64) -> [(name: String, bytes: [UInt8])] {
    func runs(_ lengths: ClosedRange<Int>, _ count: Int) -> [UInt8] {
      var bytes: [UInt8] = []
      while bytes.count < count {
        bytes += [UInt8](
          repeating: UInt8.random(in: 65...68, using: &generator), count: Int.random(in: lengths, using: &generator))
      }
      return bytes
    }
    return [
      ("bases", (0..<640_000).map { _ in [65, 67, 71, 84][Int.random(in: 0..<4, using: &generator)] }),
      ("all bytes", (0..<230_000).map { _ in UInt8.random(in: 0...255, using: &generator) }),
      ("runs of four", runs(3...6, 450_000)), ("runs of 259", runs(250...270, 900_000)),
      ("one byte", [UInt8](repeating: 0, count: 9_000_000)), ("long runs", runs(1...90_000, 3_000_000)), ("short", [7]),
    ]
  }

  /// What a decoder makes of a file; `nil` if it is refused.
  private static func decoded(_ path: String, chunk: Int, threads: Int) -> [UInt8]? {
    var options = StreamOptions()
    options.decodingThreads = threads
    do {
      let blocks = BufferPool(headroom: 0, payload: options.blockSize)
      let cursor = CompressedCursor(try BlockReader(try OpenInput(InputSource(path: path)), pool: blocks))
      let pool = BufferPool(headroom: 0, payload: chunk)
      let decoder = StreamWorker.decoder(.bzip2, cursor, pool: pool, options: options)
      var bytes: [UInt8] = []
      while let buffer = try decoder.next() {
        unsafe bytes += UnsafeBufferPointer(start: buffer.base + buffer.start, count: buffer.count)
      }
      return bytes
    } catch {
      return nil
    }
  }

  @Test("the text is that which was packed, in one stream and in many")
  func textIsWhole() {
    let folder = TemporaryFolder()
    var generator = SplitMix64(seed: 270)
    for (name, bytes) in Bzip2DecoderTests.texts(&generator) {
      let half = bytes.count / 2
      let one = folder.write(Packing.bzip2(bytes))
      let two = folder.write(
        Packing.bzip2(Array(bytes[..<half]), level: 9) + Packing.bzip2(Array(bytes[half...]), level: 2))
      for path in [one, two] {
        for threads in [1, 3] {
          #expect(Bzip2DecoderTests.decoded(path, chunk: 1 << 17, threads: threads) == bytes, "\(name)")
        }
      }
    }
  }

  @Test("a flipped bit is seen wherever it lies")
  func damageIsSeen() {
    let folder = TemporaryFolder()
    var generator = SplitMix64(seed: 271)
    let bytes = FASTQText(count: 1500, length: 150, seed: 5).bytes
    let good = Packing.bzip2(bytes)
    for _ in 0..<60 {
      var damaged = good
      damaged[Int.random(in: 4..<good.count, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      // The last bits of the file are no part of it.
      let found = Bzip2DecoderTests.decoded(folder.write(damaged), chunk: 5000, threads: 2)
      #expect(found == nil || found == bytes)
    }
  }
}
