// An option that a command does not have, told before anything else is, with the nearest one that it has.

import ArgumentParser
import Documents

enum UnknownOption {
  /// Options that the parser itself knows.
  private static let common = [
    "--help", "-h", "--version", "--help-hidden", "--generate-completion-script", "--experimental-dump-help",
  ]

  /// Whether a word is one dash and several letters (`-threads`), which the parser takes for as many short options,
  /// `-h` for help among them. `-t4` holds no other letter: a command without `-t` refuses it by itself.
  static func hasJoinedLetters(_ arguments: [String]) -> Bool {
    options(in: arguments).contains {
      $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.count > 2 && !isJoinedThreads($0)
    }
  }

  private static func isJoinedThreads(_ word: String) -> Bool { word.hasPrefix("-t") && Int(word.dropFirst(2)) != nil }

  /// The first word that is no option of its command, one of `commands`.
  static func fault(
    in arguments: [String], of commands: [any ParsableCommand.Type], path: String = "collagen"
  ) -> ExitFailure? {
    guard let name = arguments.first,
      let command = commands.first(where: { $0.configuration.commandName == name })
    else { return nil }
    let parts = command.configuration.subcommands
    if !parts.isEmpty { return fault(in: Array(arguments.dropFirst()), of: parts, path: "\(path) \(name)") }
    let known = names(of: command)
    for word in options(in: arguments.dropFirst()) where !isKnown(word, known) {
      let bare = word.drop { $0 == "-" }
      let near = known.min { distance($0, bare) < distance($1, bare) }
      let hint = near.flatMap { distance($0, bare) <= 3 ? " Did you mean '\($0)'?" : nil } ?? ""
      return ExitFailure(.usage, "unknown option '\(word)'.\(hint) See '\(path) \(name) --help'.")
    }
    return nil
  }

  private static func distance(_ option: String, _ word: Substring) -> Int {
    editDistance(String(option.drop { $0 == "-" }), String(word))
  }

  /// `-t4` is `-t 4`; of short options only that one may have its value joined.
  private static func isKnown(_ word: String, _ known: [String]) -> Bool {
    known.contains(word) || (known.contains("-t") && isJoinedThreads(word))
  }

  /// The words that stand for options, without the values that are joined to them by `=`.
  private static func options(in arguments: some Sequence<String>) -> [String] {
    arguments.prefix { $0 != "--" }.filter { $0.hasPrefix("-") && $0 != "-" && Double($0) == nil }
      .map { String($0.prefix { $0 != "=" }) }
  }

  /// The options of a command, as the parser describes itself.
  private static func names(of command: any ParsableCommand.Type) -> [String] {
    guard let tree = try? DocumentNode.json(command._dumpHelp(), file: "help") else { return common }
    let arguments = tree["command"]?["arguments"]?.elements ?? []
    return common
      + arguments.flatMap { $0["names"]?.elements ?? [] }.compactMap { name in
        name["name"]?.text.map { (name["kind"]?.text == "long" ? "--" : "-") + $0 }
      }
  }
}
