// What is too large to be a table or document is refused before it takes memory.

import Testing

@testable import Documents

@Suite struct LimitTests {
  private func code(_ work: () throws -> Void) -> InputFault.Code? {
    do {
      try work()
      return nil
    } catch let error as InputFaults {
      return error.code
    } catch {
      return nil
    }
  }

  @Test func linesAndTheirLength() throws {
    let lines = [UInt8](repeating: 0x0A, count: DecodedText.mostLines)
    #expect(try DecodedText(file: "f", bytes: lines).lines.count == DecodedText.mostLines)
    #expect(code { _ = try DecodedText(file: "f", bytes: lines + [0x0A]) } == .tooLarge)
    let line = [UInt8](repeating: 0x61, count: DecodedText.longestLine)
    #expect(try DecodedText(file: "f", bytes: line + [0x0A]).lines.count == 1)
    #expect(code { _ = try DecodedText(file: "f", bytes: line + [0x61, 0x0A]) } == .tooLarge)
  }

  @Test(arguments: [",", ";"]) func columnsAndCells(_ separator: String) throws {
    func columns(_ count: Int) throws -> Int {
      let header = (0..<count).map { "c\($0)" }.joined(separator: separator)
      let row = "x" + String(repeating: separator, count: count - 1)
      return try NamedTable(try DecodedText(file: "f", text: header + "\n" + row)).columns.count
    }
    #expect(try columns(16_384) == 16_384)
    #expect(code { _ = try columns(16_385) } == .tooLarge)
    #expect(NamedTable.excess(columns: 16_384, cells: 4_000_000) == nil)
    #expect(NamedTable.excess(columns: 2, cells: 4_000_001) != nil)
  }

  @Test func values() throws {
    let few = "[" + String(repeating: "1,", count: DocumentNode.mostValues - 2) + "1]"
    #expect(throws: Never.self) { try DocumentNode.json(few, file: "f") }
    #expect(code { _ = try DocumentNode.json("[1," + few.dropFirst(), file: "f") } == .tooLarge)
  }

  @Test func fiftyFaultsAreTold() {
    func faults(_ count: Int) -> [Substring] {
      let all = (1...count).map { InputFault(.badNumber, file: "f", line: $0, reason: "no number") }
      return InputFaults(all).description.split(separator: "\n")
    }
    #expect(faults(50).count == 50 && faults(50).last == "f:50: BAD_NUMBER: no number")
    #expect(faults(173).count == 51 && faults(173).last == "and 123 more faults")
  }
}
