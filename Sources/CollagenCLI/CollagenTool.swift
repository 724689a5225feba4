// The command `collagen`: its subcommands, its version, and the way from an error to an exit code.

import ArgumentParser
import CLastWords
import Collagen
import Documents

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

struct CollagenTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collagen",
    abstract: "Is this type I collagen, or not? Screens COL1A1 and COL1A2 and names what it finds.",
    discussion: """
      EXAMPLES
        collagen screen sample_R1.fastq.gz sample_R2.fastq.gz
        collagen name 'NM_000088.4:c.589G>T'
        collagen assay cultures.csv plate.csv
        collagen simulate --variant 'COL1A1:c.589G>T' --seed 1
        collagen reference --bed > exons.bed

      For research use.
      """,
    // The line tells the digests of the embedded records, which are read for it: only where it is asked for.
    version: ProgramArguments.all.contains("--version") ? CollagenVersion.line : CollagenVersion.number,
    subcommands: [
      ScreenCommand.self, NameCommand.self, AssayCommand.self, ReportCommand.self, CohortCommand.self,
      KnowledgeCommand.self, VerifyCommand.self, DoctorCommand.self,
      SimulateCommand.self, ReferenceCommand.self, SchemaCommand.self, TemplateCommand.self,
    ])
}

@main
enum Main {
  static func main() {
    collagen_install_last_words()
    Interruption.install()
    // A file size limit then shows as a failed write, which is told, and not as a signal.
    signal(SIGXFSZ, SIG_IGN)
    let arguments = ProgramArguments.all
    exit(run(arguments).rawValue)
  }

  private static func run(_ arguments: [String]) -> ExitStatus {
    do {
      if let unknown = UnknownOption.unknownCommand(in: arguments, of: CollagenTool.configuration.subcommands) {
        throw unknown
      }
      var command = try parsed(arguments)
      try command.run()
      return .done
    } catch let failure as ExitFailure {
      Console.note("collagen: \(failure.message)")
      return failure.status
    } catch {
      return report(parserError: error)
    }
  }

  /// The command; of several faults an unknown option is told first, as the others may follow from it.
  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    let commands = CollagenTool.configuration.subcommands
    if UnknownOption.hasJoinedLetters(arguments), let unknown = UnknownOption.fault(in: arguments, of: commands) {
      throw unknown
    }
    do {
      return try CollagenTool.parseAsRoot(arguments)
    } catch {
      if CollagenTool.exitCode(for: error) != .success,
        let unknown = UnknownOption.fault(in: arguments, of: commands)
      {
        throw unknown
      }
      throw error
    }
  }

  /// Help and version are answers, on standard output; everything else the parser says is a usage error.
  private static func report(parserError error: any Error) -> ExitStatus {
    let message = CollagenTool.fullMessage(for: error)
    guard CollagenTool.exitCode(for: error) == .success else {
      Console.note(message)
      return .usage
    }
    do {
      try Console.output(message + "\n")
      return .done
    } catch {
      Console.note("collagen: \(error.message)")
      return error.status
    }
  }
}
