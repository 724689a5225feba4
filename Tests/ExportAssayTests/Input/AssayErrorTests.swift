// What an error says: place, code, one sentence and a remedy.

import Testing

@testable import ExportAssay

@Suite struct AssayErrorTests {
  @Test func places() {
    let rows: [(error: AssayError, text: String)] = [
      (AssayError(.badLayout, file: "", "no dishes to place"), "badLayout: no dishes to place"),
      (AssayError(.notEvaluable, file: "a.csv", "no input"), "a.csv: notEvaluable: no input"),
      (
        AssayError(.badWell, file: "a.csv", line: 3, column: 2, "'Z99' is not a well"),
        "a.csv:3:2: badWell: 'Z99' is not a well; wells are a row letter and a column number, such as B7"
      ),
      (
        AssayError(.duplicateWell, file: "a.csv", line: 4, well: "B7", "the well stands twice"),
        "a.csv:4: well B7: duplicateWell: the well stands twice; keep one of the two rows"
      ),
    ]
    for row in rows { #expect(row.error.description.lowercased() == row.text.lowercased()) }
  }

  /// A message that says itself what to do gets no second remedy; a number's remedy goes with numbers only.
  @Test func remedies() {
    let own = AssayError(.quoting, file: "f", "open quote: close it")
    #expect(!own.description.contains(";"))
    #expect(AssayError(.badNumber, file: "f", "x is not a number").description.contains("plain number"))
    #expect(!AssayError(.badNumber, file: "f", "x is negative").description.contains(";"))
    for code in [AssayError.Code.encoding, .missingColumn, .duplicateColumn, .unknownColumn, .rowLength, .badBlock] {
      #expect(AssayError(code, file: "f", "something").description.contains("; "), "\(code)")
    }
  }

  @Test func placesAreKept() {
    let bare = AssayError(.notEvaluable, file: "f", well: "A1", "x")
    #expect(bare.located(line: 9).line == 9 && bare.located(line: 9).well == "A1")
    #expect(AssayError(.notEvaluable, file: "f", line: 2, "x").located(line: 9).line == 2)
    #expect(AssayWarning(file: "f", line: 3, "odd").description == "f:3: odd")
    #expect(AssayWarning(file: "", "odd").description == "odd")
  }
}
