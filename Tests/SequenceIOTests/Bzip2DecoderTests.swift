// Blocks of bzip2 decoded by the kernel: the text of libbz2, whatever the blocks hold, and nothing of what it refuses.

import Numerics
import Testing

@testable import SequenceIO

@Suite("bzip2 blocks")
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

  /// A text that is one word again and again has rows in as many circles as it has words: the walks must not wait for
  /// circles that the text never comes by, nor end before the text does.
  @Test("a text of one word again and again is whole, at each level")
  func wordsAreWhole() {
    let folder = TemporaryFolder()
    var generator = SplitMix64(seed: 286)
    for (level, period) in zip(Int32(1)..., [1, 2, 3, 5, 4, 59, 1024, 1025, 90_000]) {
      let word = (0..<period).map { _ in UInt8.random(in: 65...68, using: &generator) }
      for surplus in [0, 1] {
        let words = (0..<(240_000 / period)).flatMap { _ in word } + word.prefix(surplus)
        let found = Bzip2DecoderTests.decoded(
          folder.write(Packing.bzip2(words, level: level)), chunk: 1 << 17, threads: 2)
        #expect(found == words, "level \(level), period \(period)")
      }
    }
  }

  @Test("blocks of every length are whole", arguments: [1...70, 1000...1060, 2030...2060, 262_100...262_103])
  func lengthsAreWhole(_ lengths: ClosedRange<Int>) {
    let folder = TemporaryFolder()
    var generator = SplitMix64(seed: 287)
    for length in lengths {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let path = folder.write(Packing.bzip2(bytes, level: 9))
      #expect(Bzip2DecoderTests.decoded(path, chunk: 1 << 17, threads: 1) == bytes, "\(length) bytes")
    }
  }

  /// A block of more text than is unpacked before it is asked for.
  @Test("a long text of one block is whole, and its damage is seen")
  func longTextsAreWhole() {
    let folder = TemporaryFolder()
    let bytes = [UInt8](repeating: 78, count: 20_000_000)
    var packed = Packing.bzip2(bytes, level: 9)
    for threads in [1, 3] {
      #expect(Bzip2DecoderTests.decoded(folder.write(packed), chunk: 1 << 20, threads: threads) == bytes)
    }
    packed[12] ^= 1  // of the block's CRC
    #expect(Bzip2DecoderTests.decoded(folder.write(packed), chunk: 1 << 20, threads: 2) == nil)
  }

  /// Versions before 0.9.5 flipped the lowest bit of some bytes of a block that was hard to sort, in a block of fewer than 1338 bytes
  /// that of byte 617. Nothing writes such files any more: this one is made of the streams of both texts.
  @Test("a randomised block is left to libbz2, and is whole")
  func randomisedBlocksAreRead() {
    let folder = TemporaryFolder()
    let bytes = (0..<1000).map { (place: Int) -> UInt8 in UInt8(65 + place % 7 + place / 100) }
    var flipped = bytes
    flipped[617] ^= 1
    var packed = Packing.bzip2(flipped)
    let wanted = Array(Packing.bzip2(bytes)[10..<14])
    #expect(Bzip2DecoderTests.decoded(folder.write(packed), chunk: 1 << 17, threads: 1) == flipped)
    let written = Bzip2DecoderTests.bits(packed[10..<14])
    var all = Bzip2DecoderTests.bits(packed[...])
    // The CRC stands behind the magic of the block, and behind that of the stream's end.
    for place in [80] + (all.count - 39...all.count - 32) where Array(all[place..<(place + 32)]) == written {
      all.replaceSubrange(place..<(place + 32), with: Bzip2DecoderTests.bits(wanted[...]))
    }
    all[112] = true
    packed = stride(from: 0, to: all.count, by: 8).map { (start: Int) -> UInt8 in
      var byte: UInt8 = 0
      for bit in all[start..<(start + 8)] { byte = byte << 1 | (bit ? 1 : 0) }
      return byte
    }
    #expect(Bzip2DecoderTests.decoded(folder.write(packed), chunk: 1 << 17, threads: 1) == bytes)
  }

  /// Found by `benchmarks/sequence-io/bzip2-fuzz`. The CRC is that of the text with four bytes and no more.
  @Test("a block that ends in four equal bytes without their count is refused, as by libbz2")
  func missingCountIsRefused() {
    let folder = TemporaryFolder()
    let packed: [UInt8] = [
      0x42, 0x5A, 0x68, 0x38, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, 0x6A, 0xA6, 0x1D, 0x12, 0x00,
      0x01, 0xF3, 0x81, 0x00, 0x30, 0x00, 0x20, 0x00, 0x30, 0x80, 0x4D, 0x42, 0xA9, 0x40, 0x06,
      0xA9, 0x07, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90, 0x6A, 0xA6, 0x1D, 0x12,
    ]
    #expect(Bzip2DecoderTests.decoded(folder.write(packed), chunk: 1 << 17, threads: 1) == nil)
  }

  private static func bits(_ bytes: ArraySlice<UInt8>) -> [Bool] {
    var bits: [Bool] = []
    for byte in bytes {
      for place in 0..<8 { bits.append(byte & 0x80 >> UInt8(place) != 0) }
    }
    return bits
  }

  @Test("empty streams between others, and a thousand of them, are no text")
  func emptyStreamsAreRead() {
    let folder = TemporaryFolder()
    let empty = Packing.bzip2([])
    let many = [[UInt8]](repeating: empty, count: 1000).flatMap { $0 }
    let bytes = FASTQText(count: 100, length: 150, seed: 6).bytes
    let path = folder.write(empty + Packing.bzip2(bytes) + many + Packing.bzip2(bytes, level: 5) + empty)
    #expect(Bzip2DecoderTests.decoded(path, chunk: 1 << 17, threads: 2) == bytes + bytes)
    #expect(Bzip2DecoderTests.decoded(folder.write(many), chunk: 1 << 17, threads: 2) == [])
    #expect(Bzip2DecoderTests.decoded(folder.write(many + [1]), chunk: 1 << 17, threads: 2) == nil)
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
