// Tests of texts read as a whole, and of those of which only some lines are kept.

import Foundation
import Testing

@testable import SequenceIO

@Suite struct WholeTextTests {
  private func file(_ text: String) throws -> String {
    let path = NSTemporaryDirectory() + "whole-\(UUID().uuidString)"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test func linesThatAreLeftOutKeepTheirLineEnds() throws {
    // More than one block, lines that straddle blocks, and a last line without its end.
    let lines = (0..<60_000).map { "\($0 % 3 == 0 ? "#" : "x")\($0)" + String(repeating: "y", count: $0 % 97) }
    for ending in ["", "\n"] {
      let path = try file(lines.joined(separator: "\n") + ending)
      defer { try? FileManager.default.removeItem(atPath: path) }
      let kept = try WholeText.document(InputSource(path: path)) { $0.first == UInt8(ascii: "#") }
      let wanted = lines.map { $0.hasPrefix("#") ? $0 : "" }.joined(separator: "\n") + ending
      #expect(String(decoding: kept.bytes, as: UTF8.self) == wanted)
      let whole = try WholeText.document(InputSource(path: path))
      #expect(whole.bytes == Array((lines.joined(separator: "\n") + ending).utf8))
      #expect(whole.sha256 == kept.sha256 && whole.byteCount == whole.bytes.count)
    }
  }

  @Test func onlyWhatIsKeptCountsForTheLimit() throws {
    let path = try file(String(repeating: "0123456789\n", count: 100_000))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let few = try WholeText.document(InputSource(path: path), maximumCount: 600_000) { _ in false }
    #expect(few.bytes.count == 100_000)
    #expect(throws: ParseError.self) { try WholeText.read(InputSource(path: path), maximumCount: 600_000) }
  }

  /// A line without an end must not grow until memory ends, wherever it begins; one of just the limit is read.
  @Test(arguments: [0, 1, 70_000]) func aLineHasALimit(_ before: Int) throws {
    let head = String(repeating: "x\n", count: before)
    for (count, isRead) in [(300_000, true), (300_001, false), (2_000_000, false)] {
      let path = try file(head + String(repeating: "y", count: count))
      defer { try? FileManager.default.removeItem(atPath: path) }
      do {
        _ = try WholeText.document(InputSource(path: path), longestLine: 300_000) { _ in false }
        #expect(isRead)
      } catch {
        #expect(!isRead && error.code == .recordTooLong && error.line == before + 1, "\(error)")
      }
    }
  }

  /// Of a table or VCF that lacks its last blocks what is absent would count as absent.
  @Test func blocksWithoutTheirEndAreRefused() throws {
    let bytes = Array(String(repeating: "0123456789\n", count: 20_000).utf8)
    for hasEnd in [true, false] {
      let path = NSTemporaryDirectory() + "whole-\(UUID().uuidString)"
      try Data(Packing.bgzf(bytes, hasEnd: hasEnd)).write(to: URL(fileURLWithPath: path))
      defer { try? FileManager.default.removeItem(atPath: path) }
      func lines() throws(ParseError) -> LineStream.Summary? {
        unsafe try LineStream.read(InputSource(path: path)) { _ in true }
      }
      if hasEnd {
        #expect(try WholeText.read(InputSource(path: path)) == bytes)
        #expect(try lines()?.endsWithLine == true)
      } else {
        let whole = #expect(throws: ParseError.self) { try WholeText.read(InputSource(path: path)) }
        #expect(whole?.code == .truncatedContainer)
        let read = #expect(throws: ParseError.self) { try lines() }
        #expect(read?.code == .truncatedContainer)
      }
    }
    let path = try file("a\nb")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let open = unsafe try LineStream.read(InputSource(path: path)) { _ in true }
    #expect(open?.endsWithLine == false)
  }

  @Test func anEmptyFileIsAnEmptyText() throws {
    let path = try file("")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let empty = try WholeText.document(InputSource(path: path))
    #expect(empty.bytes.isEmpty)
    #expect(empty.sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }
}
