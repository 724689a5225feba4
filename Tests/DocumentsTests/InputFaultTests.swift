// Tests of the printed form of faults: places that are known, none that are not, and nothing a terminal acts on.

import Documents
import Testing

@Suite struct InputFaultTests {
  @Test func whatIsNotKnownIsNotPrinted() {
    func text(_ position: InputFault.Position, file: String = "a.tsv") -> String {
      InputFault(.syntax, file: file, at: position, reason: "bad").description
    }
    #expect(text(.init()) == "a.tsv: SYNTAX: bad")
    #expect(text(.init(line: 3)) == "a.tsv:3: SYNTAX: bad")
    #expect(text(.init(line: 3, column: 4, record: 9, byte: 80)) == "a.tsv:3:4: SYNTAX: bad")
    #expect(text(.init(column: 4)) == "a.tsv: SYNTAX: bad")
    #expect(text(.init(record: 9)) == "a.tsv: record 9: SYNTAX: bad")
    #expect(text(.init(byte: 0)) == "a.tsv: byte 0: SYNTAX: bad")
    #expect(text(.init(), file: "") == "SYNTAX: bad" && text(.init(line: 1), file: "") == "line 1: SYNTAX: bad")
  }

  @Test func placeReasonAndRemedyFollow() {
    let fault = InputFault(
      .invalidValue, file: "c.yaml", line: 2, column: 7, place: "bmd[2].site", reason: "not a site",
      remedy: "one of: hip, spine")
    #expect(fault.description == "c.yaml:2:7: INVALID_VALUE: bmd[2].site: not a site; one of: hip, spine")
    #expect(fault.exitStatus == 65 && InputFault(.notFound, file: "x", reason: "").exitStatus == 66)
    #expect(InputFault(.readFailed, file: "x", reason: "").exitStatus == 74)
  }

  @Test func namesCannotSteerATerminal() {
    let fault = InputFault(.missing, file: "\u{1B}[31m\u{202E}x", place: "a\tb", reason: "r\n")
    #expect(fault.description == "\\u{1B}[31m\\u{202E}x: MISSING: a\\tb: r\\n")
  }

  @Test func faultsComeInTheOrderOfTheirPlaces() {
    let faults = [(4, 1), (2, 9), (2, 3), (2, 3)].enumerated().map {
      InputFault(.syntax, file: "f", line: $1.0, column: $1.1, reason: "\($0)")
    }
    #expect(InputFaults(faults).inPlace.faults.map(\.reason) == ["2", "3", "1", "0"])
    #expect(InputFaults(faults).description.split(separator: "\n").count == 4)
  }
}

@Suite struct VisibleTextTests {
  @Test func onlyWhatActsIsShown() {
    #expect("plain é 😀 \u{202F}".visible == "plain é 😀 \u{202F}")
    #expect("a\u{202E}b\u{2028}\u{7F}\u{9B}".visible == "a\\u{202E}b\\u{2028}\\u{7F}\\u{9B}")
    #expect("\u{200B}\u{FEFF}\u{E0041}".visible == "\\u{200B}\\u{FEFF}\\u{E0041}")
  }

  @Test func quotedIsCut() {
    #expect("x\ty".quoted() == "'x\\ty'" && "abcdef".quoted(3) == "'abc...'" && "abc".quoted(3) == "'abc'")
  }
}
