// What an error says: place, code, one sentence and a remedy.

import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct AssayFaultTests {
  @Test func places() {
    let rows: [(error: InputFaults, text: String)] = [
      (InputFaults(.badLayout, file: "", "no dishes to place"), "BAD_LAYOUT: no dishes to place"),
      (InputFaults(.notEvaluable, file: "a.csv", "no input"), "a.csv: NOT_EVALUABLE: no input"),
      (
        InputFaults(.badWell, file: "a.csv", line: 3, column: 2, "'Z99' is not a well"),
        "a.csv:3:2: BAD_WELL: 'Z99' is not a well; wells are a row letter and a column number, such as B7"
      ),
      (
        InputFaults(.duplicateWell, file: "a.csv", line: 4, well: "B7", "the well stands twice"),
        "a.csv:4: DUPLICATE_WELL: B7: the well stands twice; keep one of the two rows"
      ),
    ]
    for row in rows { #expect(row.error.description == row.text) }
  }

  /// A message that says itself what to do gets no second remedy; a number's remedy goes with numbers only.
  @Test func remedies() {
    let own = InputFaults(.quoting, file: "f", "open quote: close it")
    #expect(!own.description.contains(";"))
    #expect(InputFaults(.badNumber, file: "f", "x is not a number").description.contains("plain number"))
    #expect(!InputFaults(.badNumber, file: "f", "x is negative").description.contains(";"))
    for code in [InputFault.Code.missingColumn, .duplicateColumn, .unknownColumn, .rowLength, .badBlock] {
      #expect(InputFaults(code, file: "f", "something").description.contains("; "), "\(code)")
    }
  }

  @Test func placesAreKept() {
    let bare = InputFaults(.notEvaluable, file: "f", well: "A1", "x")
    #expect(bare.located(line: 9).line == 9 && bare.located(line: 9).well == "A1")
    #expect(InputFaults(.notEvaluable, file: "f", line: 2, "x").located(line: 9).line == 2)
    #expect(AssayWarning(file: "f", line: 3, "odd").description == "f:3: odd")
    #expect(AssayWarning(file: "", "odd").description == "odd")
  }
}
