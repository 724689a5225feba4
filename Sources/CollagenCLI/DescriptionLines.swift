// Lists of descriptions read line by line: a file of any length in fixed memory, standard input as one end of a conversation.

import Documents
import SequenceIO

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The lines of a list of descriptions.
enum DescriptionLines {
  /// Most bytes of a line: a description with some ten thousand inserted bases is shorter.
  static let longest = 1 << 20

  /// Hands every line of a file that is not empty on; UTF-8, UTF-16 or Windows-1252 text, packed or not.
  static func read(_ path: String, _ body: @escaping (String) throws -> Void) throws {
    var number = 0
    var failure: (any Error)?
    var isWide = false
    let name = InputText.baseName(path)
    do {
      _ = try WholeText.document(InputSource(path: path), longestLine: longest) { line in
        number += 1
        // In UTF-16 every other byte is NUL: such a list is decoded as a whole.
        if number == 1 {
          isWide = line.starts(with: [0xFF, 0xFE]) || line.starts(with: [0xFE, 0xFF]) || line.contains(0)
        }
        guard failure == nil, !isWide else { return false }
        do { try hand(line, name, number, body) } catch { failure = error }
        return false
      }
      if let failure { throw failure }
      if isWide {
        let text = try DecodedText(file: name, bytes: WholeText.read(InputSource(path: path)))
        for line in text.lines where !line.isEmpty { try body(line) }
      }
    } catch let error as ParseError {
      throw ExitFailure(ExitStatus(rawValue: error.exitStatus) ?? .badData, error.description)
    } catch let error as InputFaults {
      throw ExitFailure(.badData, error.description)
    }
  }

  /// Hands every line of standard input on as it comes.
  ///
  /// - Parameters:
  ///   - body: gets the line.
  ///   - answered: called when everything that has come was handed on: the other end may wait for it.
  static func converse(_ body: (String) throws -> Void, answered: () throws -> Void) throws {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var open: [UInt8] = []
    var number = 0
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw ExitFailure(.inputOutput, "-: READ_FAILED: standard input cannot be read") }
      if number == 0, open.isEmpty,
        buffer[..<count].starts(with: [0x1F, 0x8B]) || buffer[..<count].starts(with: Array("BZh".utf8))
      {
        throw ExitFailure(
          .badData,
          "-: UNSUPPORTED_CONTAINER: standard input is compressed; give the file, or unpack it: gzip -dc FILE | collagen name --input -"
        )
      }
      var start = 0
      while let end = buffer[start..<count].firstIndex(of: 0x0A) {
        number += 1
        open += buffer[start..<end]
        try faults { try hand(open[...], "-", number, body) }
        open.removeAll(keepingCapacity: true)
        start = end + 1
      }
      open += buffer[start..<count]
      guard open.count <= longest else {
        throw ExitFailure(
          .badData, "-:\(number + 1): TOO_LARGE: a line of more than \(longest) bytes; is it a list of descriptions?")
      }
      if count == 0 {
        if !open.isEmpty { try faults { try hand(open[...], "-", number + 1, body) } }
        return
      }
      try answered()
    }
  }

  private static func faults(_ work: () throws -> Void) throws {
    do { try work() } catch let error as InputFaults { throw ExitFailure(.badData, error.description) }
  }

  private static func hand(_ line: ArraySlice<UInt8>, _ name: String, _ number: Int, _ body: (String) throws -> Void)
    throws
  {
    if line.allSatisfy({ (0x20..<0x7F).contains($0) }) {
      if !line.isEmpty { try body(String(decoding: line, as: UTF8.self)) }
      return
    }
    for part in try DecodedText(file: name, bytes: Array(line), firstLine: number).lines where !part.isEmpty {
      try body(part)
    }
  }
}
