// `collagen verify`: whether folders of results are still what their manifests list.

import ArgumentParser
import Documents
import Reporting

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Tell whether folders of results are whole.",
    discussion: """
      Compares every file of a folder with the size and SHA-256 that its manifest.json lists, and says of each folder: \
      whole; changed (files were changed, are missing, or were added); mixed (replacing its files was interrupted); or \
      foreign (it has no manifest of collagen). The case folders of a cohort are checked with it. Files whose names begin \
      with a point are passed over. The exit code is 65 unless all are whole.

      EXAMPLES
        collagen verify P07.collagen
        collagen verify results/*
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Argument(help: ArgumentHelp("Folders of results.", valueName: "dir"), completion: .directory)
  var folders: [String]

  @Option(help: "text or json.")
  var format: Format = .text

  func run() throws {
    var checks: [(folder: String, check: FolderCheck)] = []
    for folder in folders {
      guard FileBytes.names(in: folder) != nil else {
        throw ExitFailure(.noInput, "\(folder): NOT_FOUND: no folder that can be read")
      }
      let check = FolderCheck(folder: folder)
      checks.append((folder, check))
      checks += check.parts.map { ("\(folder)/\($0)", FolderCheck(folder: "\(folder)/\($0)")) }
    }
    switch format {
    case .text: try Console.output(checks.map { VerifyCommand.text($0.folder, $0.check) }.joined())
    case .json: try Console.output(VerificationDocument(checks).text())
    }
    let faults = checks.count { $0.check.state != .whole }
    guard faults > 0 else { return }
    throw ExitFailure(
      .badData, checks.count == 1 ? "the folder is not whole" : "\(faults) of \(checks.count) folders are not whole")
  }

  private static func text(_ folder: String, _ check: FolderCheck) -> String {
    var text = "\(folder.visible): \(check.state.rawValue)"
    if let manifest = check.manifest {
      let whose = manifest.command + (manifest.sample.map { " of \($0.visible)" } ?? "")
      text += " (\(whose), \(manifest.program) \(manifest.version.visible), \(manifest.files.count) files)"
    }
    text += check.reason.map { ": \($0.visible)\n" } ?? "\n"
    for (word, names) in [("changed", check.changed), ("missing", check.missing), ("added (foreign)", check.added)] {
      for name in names { text += "  \(word): \(name.visible)\n" }
    }
    return text
  }
}
