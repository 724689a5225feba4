// What a manifest tells of a run: its command line without what does not change the results, and its small input files.

import Collagen
import Reporting
import SequenceIO

extension CommonOptions {
  /// Makes the folder of the results, so that what cannot be written is known before the work, and publishes what the
  /// work puts into it; nothing is left if anything fails.
  ///
  /// - Parameter work: stages files and gives what was read, for the manifest.
  func publish(
    to destination: String, _ command: String, sample: String?, _ work: (OutputFolder) throws -> [Manifest.File]
  ) throws {
    do {
      let folder = try OutputFolder(
        path: destination, run: RunRecord.run(command, sample: sample), existing: existing)
      Interruption.setStaging(folder.stagingPath)
      defer { Interruption.setStaging(nil) }
      do {
        try folder.publish(inputs: try work(folder))
      } catch {
        folder.discard()
        throw error
      }
    } catch let error as OutputError {
      throw ExitFailure(error)
    }
  }
}

enum RunRecord {
  /// Options with a value that changes no byte of the results, and where they are written.
  private static let leftOutOptions: Set<String> = [
    "-o", "--output", "-t", "--threads", "--jobs", "--shard", "--progress",
  ]
  /// Flags of the same kind.
  private static let leftOutFlags: Set<String> = [
    "--gather", "--force", "--replace", "--quiet", "--no-progress", "--no-color",
  ]

  /// The run of this process.
  static func run(_ command: String, sample: String?) -> OutputRun {
    OutputRun(
      version: CollagenVersion.number, command: command, sample: sample,
      commandLine: ["collagen"] + told(ProgramArguments.all))
  }

  /// The arguments that decide what is in the files, with base names instead of paths.
  static func told(_ arguments: [String]) -> [String] {
    var told: [String] = []
    var isPositional = false
    var isSkipped = false
    for word in arguments {
      if isSkipped {
        isSkipped = false
      } else if isPositional || !word.hasPrefix("-") || word == "-" {
        told.append(baseName(word))
      } else if word == "--" {
        isPositional = true
        told.append(word)
      } else if let equals = word.firstIndex(of: "=") {
        let name = String(word[..<equals])
        guard !leftOutOptions.contains(name) else { continue }
        told.append(name + "=" + baseName(String(word[word.index(after: equals)...])))
      } else if leftOutOptions.contains(word) {
        isSkipped = true
      } else if !leftOutFlags.contains(word), !isJoinedThreads(word) {
        told.append(word)
      }
    }
    return told
  }

  private static func isJoinedThreads(_ word: String) -> Bool {
    word.hasPrefix("-t") && word.count > 2 && word.dropFirst(2).allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// The last part of a path; a value with a slash that is none, such as `1/y`, stays.
  private static func baseName(_ word: String) -> String {
    let isPath = ["/", "./", "../", "~"].contains { word.hasPrefix($0) } || FileBytes.exists(word)
    return word.contains("/") && isPath ? InputSource(path: word).displayName : word
  }

  /// Files with size and digest; what is no regular file, such as standard input, is left out.
  static func files(_ paths: [String]) -> [Manifest.File] {
    paths.filter { $0 != "-" && FileBytes.isRegular($0) }.compactMap { path in
      FileBytes.summary(path).map {
        Manifest.File(name: InputSource(path: path).displayName, bytes: $0.bytes, sha256: $0.sha256)
      }
    }
  }
}
