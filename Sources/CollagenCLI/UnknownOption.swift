// A command, an option or a value that there is not, told before anything else is, with the nearest one there is.

import ArgumentParser
import BioSequence
import Documents
import VariantNaming

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
    if !parts.isEmpty {
      let rest = Array(arguments.dropFirst())
      let path = "\(path) \(name)"
      return fault(in: rest, of: parts, path: path) ?? unknownCommand(in: rest, of: parts, path)
    }
    let tree = try? DocumentNode.json(command._dumpHelp(), file: "help")
    let described = tree?["command"]?["arguments"]?.elements ?? []
    let known = common + described.flatMap(names)
    for word in options(in: arguments.dropFirst()) where !isKnown(word, known) {
      let bare = word.drop { $0 == "-" }
      let near = known.min { distance($0, bare) < distance($1, bare) }
      let hint = near.flatMap { distance($0, bare) <= 3 ? " Did you mean '\($0)'?" : nil } ?? ""
      return ExitFailure(.usage, "unknown option '\(word)'.\(hint) See '\(path) \(name) --help'.")
    }
    return unknownValue(in: arguments, described).map {
      ExitFailure(.usage, "\($0) See '\(path) \(name) --help'.")
    }
  }

  /// A first word that is none of the commands, with the nearest one there is.
  static func unknownCommand(
    in arguments: [String], of commands: [any ParsableCommand.Type], _ path: String = "collagen"
  ) -> ExitFailure? {
    guard let word = arguments.first, !word.hasPrefix("-") else { return nil }
    let names = commands.compactMap { $0.configuration.commandName } + ["help"]
    guard !names.contains(word) else { return nil }
    let hint = NearestWord.hint(word, among: names)
    let named = path == "collagen" ? word : "\(path.dropFirst("collagen ".count)) \(word)"
    return ExitFailure(.usage, "there is no command '\(named)'.\(hint) See '\(path) --help'.")
  }

  /// A value that is none of those that its option takes, with the nearest one.
  ///
  /// Case is left to the parser: some options read their words in any case.
  private static func unknownValue(in arguments: [String], _ described: [DocumentNode]) -> String? {
    let words = Array(arguments.prefix { $0 != "--" })
    for (index, word) in words.enumerated() where word.hasPrefix("-") {
      let parts = word.split(separator: "=", maxSplits: 1)
      guard let option = parts.first.map(String.init),
        let argument = described.first(where: { names($0).contains(option) }),
        let value = parts.count > 1 ? String(parts[1]) : words.dropFirst(index + 1).first
      else { continue }
      let values = argument["allValues"]?.elements.compactMap(\.text) ?? []
      guard !values.isEmpty, !values.contains(where: { $0.lowercased() == value.lowercased() }) else { continue }
      let assembly = AssemblyInference.assembly(named: value)?.rawValue
      let hint = assembly.flatMap { values.contains($0) ? " Did you mean '\($0)'?" : nil }
      return "\(option) takes \(values.joined(separator: ", ")), not '\(value)'."
        + (hint ?? NearestWord.hint(value, among: values))
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

  /// The names of an option, as the parser describes itself.
  private static func names(_ argument: DocumentNode) -> [String] {
    (argument["names"]?.elements ?? []).compactMap { name in
      name["name"]?.text.map { (name["kind"]?.text == "long" ? "--" : "-") + $0 }
    }
  }
}
