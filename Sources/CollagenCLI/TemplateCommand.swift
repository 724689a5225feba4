// `collagen template`: a filled example of a table or record, with every column or key explained.

import ArgumentParser
import Evidence
import ExportAssay

struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Print a filled example of a table or record.",
    discussion: """
      Every column or key is explained in a comment. The examples can be read as they stand: replace their rows.

      EXAMPLES
        collagen template cultures > cultures.csv
        collagen template plate > plate.csv
        collagen template case > P07.yaml
        collagen template limits > limits.yaml
      """)

  private static let names =
    TableKind.allCases.map { $0 == .plateMap ? "map" : $0.rawValue } + ["chase"]
    + ["limits"] + RecordTemplate.allCases.map(\.rawValue)

  /// The table that a name asks for; `nil` for a record.
  private var kind: TableKind? {
    switch name {
    case "map": .plateMap
    case "chase": .pulseChase
    default: TableKind(rawValue: name)
    }
  }

  @Argument(
    help: ArgumentHelp("One of: \(names.joined(separator: ", ")).", valueName: "name"), completion: .list(names))
  var name: String

  func validate() throws {
    guard Self.names.contains(name) else {
      let hint = NearestWord.hint(name, among: Self.names)
      throw ValidationError("no template '\(name)'.\(hint) There are \(Self.names.joined(separator: ", "))")
    }
  }

  func run() throws {
    let text = name == "limits" ? ClassLimit.template : kind?.template
    try Console.output(text ?? RecordTemplate(rawValue: name)?.text ?? "")
  }
}
