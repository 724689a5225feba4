// `collagen doctor`: whether this machine and this copy of the program can be trusted with a sample.

import ArgumentParser
import Collagen
import Documents
import Pages
import ReadSimulation
import Reporting

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check the machine and the program, and screen planted variants of every class.",
    discussion: """
      Looks at libraries, memory, disk, locale and the gene records inside the program. Then simulates samples with known \
      variants of every class, DNA and RNA, screens them, and compares what was found with what was planted. The samples are \
      the same every time. With -o the table is also written to a folder, as TSV and as a page to sign and file.

      The exit code is 0 if all is as it should be, else 70.

      EXAMPLES
        collagen doctor
        collagen doctor -o verification-2026
      """)

  @OptionGroup var common: CommonOptions

  func run() throws {
    let checks = MachineCheck.all(folder: ".")
    let rows = try screened()
    let faults = checks.count { $0.verdict == .fault } + rows.count { !$0.isRight }
    let table = DoctorTable(checks: checks, rows: rows)
    if let output = common.output {
      try common.publish(to: output, "doctor", sample: nil) { folder in
        try folder.write("doctor.tsv", table.tsv)
        try folder.write("doctor.html", table.page)
        return []
      }
    }
    if !common.quiet { try Console.output(table.text) }
    guard faults > 0 else { return }
    throw ExitFailure(
      .internalError, "\(faults) \(faults == 1 ? "check" : "checks") failed: do not use this copy on this machine")
  }

  /// Simulates and screens every sample, one after the other, in a temporary folder.
  private func screened() throws -> [SelfVerification.Row] {
    let test = SelfVerification(threads: common.threadCount)
    let folder = try temporaryFolder()
    Interruption.setStaging(folder)
    defer {
      OutputFolder.remove(folder)
      Interruption.setStaging(nil)
    }
    var rows: [SelfVerification.Row] = []
    for sample in try test.samples() {
      if common.showsProgress { Console.tellProgress("screening the sample '\(sample.name)'") }
      let names = ("\(sample.name)_R1.fastq.gz", "\(sample.name)_R2.fastq.gz")
      try SimulatedFiles.write(try ReadSimulator(plan: sample.plan), names: names) { "\(folder)/files/\($0)" }
      rows += try test.rows(sample, reads: ("\(folder)/files/\(names.0)", "\(folder)/files/\(names.1)"))
      for name in [names.0, names.1] { unsafe unlink("\(folder)/files/\(name)") }
    }
    if common.showsProgress { Console.clearProgress() }
    return rows
  }

  /// A folder of the layout that a signal's handler removes.
  private func temporaryFolder() throws(ExitFailure) -> String {
    let base = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/collagen-doctor-XXXXXX\0".utf8CString)
    guard unsafe mkdtemp(&template) != nil else {
      throw ExitFailure(
        .cannotCreate, "\(base.visible): \(OutputFile.systemReason(errno)); set TMPDIR to a folder that can be written")
    }
    let folder = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    unsafe mkdir("\(folder)/files", 0o700)
    return folder
  }
}

/// The result of all checks as text, table and page.
struct DoctorTable {
  let checks: [MachineCheck]
  let rows: [SelfVerification.Row]

  private static let columns = ["check", "expected", "found", "detail", "verdict"]

  private var cells: [[String]] {
    checks.map { [$0.name, "", $0.found, "", $0.verdict.rawValue] }
      + rows.map { ["\($0.sample): \($0.kind)", $0.planted, $0.found, $0.detail, verdict($0)] }
  }

  /// Names of long insertions run to hundreds of letters; the files have them whole.
  private func short(_ name: String) -> String { name.count > 44 ? name.prefix(41) + "..." : name }

  private func verdict(_ row: SelfVerification.Row) -> String { row.isRight ? "ok" : "fault" }

  /// One line a check, after a header line.
  var tsv: String { TSV.table(DoctorTable.columns, cells) }

  /// For the terminal.
  var text: String {
    let machine = PlainTable.aligned(checks.map { [$0.verdict.rawValue, $0.name, $0.found] })
    let screened = PlainTable.aligned(
      rows.map {
        [
          verdict($0), $0.sample, $0.kind, short($0.planted), $0.found == $0.planted ? "found" : short($0.found),
          $0.detail,
        ]
      })
    let right = rows.count { $0.isRight }
    return
      (["Machine and program"] + machine + ["", "Verdict, sample, class, planted, found"] + screened
      + ["", "\(right) of \(rows.count) as planted", ""]).joined(separator: "\n")
  }

  /// A page to file, with places for date, name and signature.
  var page: String {
    let values: [String: Any] = [
      "version": "collagen \(CollagenVersion.number)",
      "checks": checks.map { ["name": $0.name, "found": $0.found, "verdict": $0.verdict.rawValue] },
      "rows": rows.map {
        [
          "sample": $0.sample, "kind": $0.kind, "planted": $0.planted,
          "found": $0.found == $0.planted && $0.found != "." ? "as planted" : $0.found, "detail": $0.detail,
          "verdict": verdict($0),
        ]
      },
      "right": "\(rows.count { $0.isRight })", "all": "\(rows.count)",
    ]
    let text = try? Page.text(
      title: "Verification of collagen \(CollagenVersion.number)", template: DoctorTable.template, values: values,
      footer:
        "Simulated samples show that this copy works on this machine; they do not replace a laboratory's validation "
        + "with its own samples. For research use.")
    guard let text else { preconditionFailure("the built-in template parses") }
    return text
  }

  private static let template = """
    <section><h2>Machine and program</h2>
    <div class="scroll"><table><thead><tr><th scope="col">Check</th><th scope="col">Found</th><th scope="col">Verdict</th></tr></thead><tbody>
    {{#checks}}<tr><td>{{name}}</td><td class="name">{{found}}</td><td>{{verdict}}</td></tr>{{/checks}}
    </tbody></table></div></section>
    <section><h2>Planted variants: {{right}} of {{all}} as planted</h2>
    <div class="scroll"><table><thead><tr><th scope="col">Sample</th><th scope="col">Class</th><th scope="col">Planted</th><th scope="col">Found</th><th scope="col">Detail</th><th scope="col">Verdict</th></tr></thead><tbody>
    {{#rows}}<tr><td>{{sample}}</td><td>{{kind}}</td><td class="name">{{planted}}</td><td class="name">{{found}}</td><td>{{detail}}</td><td>{{verdict}}</td></tr>{{/rows}}
    </tbody></table></div></section>
    <section><h2>Filed by</h2>
    <table><tbody><tr><th>Machine</th><td></td></tr><tr><th>Date</th><td></td></tr><tr><th>Name</th><td></td></tr><tr><th>Signature</th><td></td></tr></tbody></table></section>
    """
}
