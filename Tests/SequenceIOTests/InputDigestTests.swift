// Digests of inputs: published vectors, every way to cut a text into pieces, two files at once, and twins without a digest.

import Digests
import SequenceIO
import Testing

@Suite struct InputDigestTests {
  /// Bytes as in the published vectors of BLAKE3: 0, 1, ... 250, 0, 1, ...
  private static func pattern(_ count: Int) -> [UInt8] { (0..<count).map { UInt8($0 % 251) } }

  @Test(arguments: BLAKE3Vectors.all) func isThatOfThePublishedVectors(_ count: Int, _ expected: String) {
    for lanes in [1, 4, 8, 16] where lanes <= BLAKE3Vectors.lanes {
      var digest = BLAKE3(lanes: lanes)
      digest.update(InputDigestTests.pattern(count))
      #expect(digest.hexadecimal() == expected, "\(lanes) side by side")
    }
  }

  @Test func doesNotDependOnThePieces() {
    let bytes = InputDigestTests.pattern(200_000)
    var whole = BLAKE3(lanes: 1)
    whole.update(bytes)
    let expected = whole.hexadecimal()
    for step in [1, 63, 64, 1023, 1024, 1025, 4096, 65_535, 65_536, 65_537, 131_072, 199_999] {
      var digest = BLAKE3()
      for start in stride(from: 0, to: bytes.count, by: step) {
        digest.update(Array(bytes[start..<min(start + step, bytes.count)]))
      }
      #expect(digest.hexadecimal() == expected, "pieces of \(step)")
    }
  }

  @Test(arguments: [0, 1, 63, 64, 65, 128, 1000, 65_536, 262_144]) func twoAtOnceAreTheSameAsOneByOne(_ count: Int) {
    let (one, other) = (InputDigestTests.pattern(count), Array(InputDigestTests.pattern(count + 77).reversed()))
    var (first, second) = (SHA256(), SHA256())
    // A second round begins inside a block unless the counts are multiples of 64.
    for _ in 0..<2 {
      unsafe one.withUnsafeBufferPointer { one in
        unsafe other.withUnsafeBufferPointer { other in
          guard let right = other.baseAddress else { return }
          unsafe SHA256.update(&first, one.baseAddress ?? right, one.count, &second, right, other.count)
        }
      }
    }
    #expect(first.hexadecimal() == SHA256.hexadecimal(one + one))
    #expect(second.hexadecimal() == SHA256.hexadecimal(other + other))
  }

  @Test func matesAreHashedAsTheyWouldBeAlone() throws {
    // Sizes of no, one, some and many blocks on each side, and one side much longer than the other.
    for (left, right) in [(1, 1), (3_000, 3_000), (12_000, 12_000)] {
      let folder = TemporaryFolder()
      let texts = [(left, "A", 40), (right, "C", 90)].map { count, base, length in
        (0..<count).map {
          "@read\($0)\n\(String(repeating: base, count: length))\n+\n\(String(repeating: "I", count: length))\n"
        }.joined()
      }
      let paths = texts.enumerated().map { folder.write(Array($1.utf8), "r\($0).fastq") }
      let reader = try SampleReader([.paired(InputSource(path: paths[0]), InputSource(path: paths[1]))])
      while try reader.next() != nil {}
      #expect(reader.summaries.map(\.sha256) == texts.map { SHA256.hexadecimal(Array($0.utf8)) }, "\(left) pairs")
    }
  }

  @Test(arguments: DigestAlgorithm.allCases) func aCopyIsFoundWithAnyDigest(_ algorithm: DigestAlgorithm) throws {
    let folder = TemporaryFolder()
    let text = "@r1\nACGTACGT\n+\nIIIIIIII\n"
    let one = folder.write(Array(text.utf8), "one.fastq")
    let copy = folder.write(Array(text.utf8), "copy.fastq")
    let other = folder.write(Array(text.replacing("GT", with: "TG").utf8), "other.fastq")
    var options = StreamOptions()
    options.digest = algorithm
    func read(_ paths: [String]) throws -> SampleReader {
      let reader = try SampleReader(paths.map { .single(InputSource(path: $0)) }, options: options)
      while try reader.next() != nil {}
      return reader
    }
    let error = #expect(throws: ParseError.self) { try read([one, copy]) }
    #expect(error?.code == .sameFileTwice)
    let reader = try read([one, other])
    #expect(reader.diagnostics.isEmpty)
    #expect(reader.summaries.allSatisfy { $0.digest.algorithm == algorithm })
    #expect(reader.summaries.allSatisfy { ($0.sha256 != nil) == (algorithm == .sha256) })
  }

  @Test func recordsOfTheWideLoopAreThoseOfTheExactPath() throws {
    // Around every length that the loop's steps have, with one odd byte at every place of a line.
    let odd: [(line: Int, byte: UInt8)] = [
      (0, 9), (0, 127), (0, 200), (1, UInt8(ascii: "n")), (1, UInt8(ascii: "R")), (1, UInt8(ascii: ".")),
      (1, UInt8(ascii: "!")), (1, 0x41 | 0x80), (3, 32), (3, 127), (3, 33), (3, 126), (3, 200),
    ]
    for length in [31, 32, 33, 63, 64, 65, 100] {
      for (line, byte) in odd {
        for place in [0, 1, 15, 30, 31, 32, 33, length - 1] where place < length {
          var lines = [
            "read" + String(repeating: "x", count: length - 4), String(repeating: "g", count: length), "",
            String(repeating: "I", count: length),
          ]
          .map { Array($0.utf8) }
          let plain = OddRecord.record(lines)
          lines[line][place] = byte
          let text = plain + OddRecord.record(lines) + plain
          #expect(
            OddRecord.outcome(text) == OddRecord.expected(lines, count: length), "\(length) \(line) \(byte) \(place)")
        }
      }
    }
  }
}

/// One record that may be odd between two that are not, read and judged byte by byte.
private enum OddRecord {
  static func record(_ lines: [[UInt8]]) -> [UInt8] {
    [64] + lines[0] + [10] + lines[1] + [10, 43, 10] + lines[3] + [10]
  }

  /// The bases of the records, or the code of what is wrong.
  static func outcome(_ text: [UInt8]) -> String {
    let folder = TemporaryFolder()
    do throws(ParseError) {
      let reader = try SampleReader([.single(InputSource(path: folder.write(text, "r.fastq")))])
      var found = ""
      while let slice = try reader.next() {
        for index in 0..<slice.count {
          found += String(decoding: slice.first.sequence(slice.firstIndex(index)), as: UTF8.self) + "/"
        }
      }
      return found
    } catch {
      return error.code.rawValue
    }
  }

  static func expected(_ lines: [[UInt8]], count: Int) -> String {
    if lines[0].contains(where: { $0 != 9 && ($0 < 32 || $0 == 127) }) { return ParseError.Code.badTitleByte.rawValue }
    if lines[1].contains(where: { !"ACGTRYSWKMBDHVNacgtryswkmbdhvnUu.".utf8.contains($0) }) {
      return ParseError.Code.badSequenceByte.rawValue
    }
    if lines[3].contains(where: { $0 < 33 || $0 > 126 }) { return ParseError.Code.badQualityByte.rawValue }
    let plain = String(repeating: "g", count: count)
    return [plain, String(decoding: lines[1], as: UTF8.self).replacing(".", with: "N"), plain].map { $0 + "/" }.joined()
  }
}
