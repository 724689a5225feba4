// `collagen schema`: the JSON Schema of a document.

import ArgumentParser
import Reporting

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of a document.",
    discussion: """
      Every JSON file that collagen writes begins with the schema it follows, such as "collagen.screen/2".

      EXAMPLES
        collagen schema screen > screen.schema.json
      """)

  @Argument(
    help: ArgumentHelp("One of: \(DocumentSchemas.names.joined(separator: ", ")).", valueName: "name"),
    completion: .list(DocumentSchemas.names))
  var name: String

  func validate() throws {
    guard DocumentSchemas.names.contains(name) else {
      let hint = NearestWord.hint(name, among: DocumentSchemas.names)
      throw ValidationError(
        "no document '\(name)'.\(hint) The documents are \(DocumentSchemas.names.joined(separator: ", "))")
    }
  }

  func run() throws { try Console.output(DocumentSchemas.text(name) ?? "") }
}
