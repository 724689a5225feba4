// `collagen knowledge`: cuts the genes out of the files that people download, into one pack; says what a pack holds.

import ArgumentParser
import CaseReporting
import Documents
import Evidence
import Knowledge
import Reporting
import SequenceIO
import TypeICollagen
import VariantNaming

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

struct KnowledgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "knowledge",
    abstract: "Make or show a pack of what databases and predictors say of the genes.",
    discussion: """
      EXAMPLES
        collagen knowledge build --clinvar clinvar.vcf.gz --gnomad gnomad.joint.v4.1.sites.chr7.vcf.bgz \
      gnomad.joint.v4.1.sites.chr17.vcf.bgz -o knowledge.pack
        collagen knowledge show knowledge.pack
      """,
    subcommands: [KnowledgeBuildCommand.self, KnowledgeShowCommand.self])
}

struct KnowledgeBuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Cut the genes out of downloaded files into one pack.",
    discussion: """
      Files may be plain, gzip or bgzip, of the whole genome or of one chromosome, with or without an index; each is read \
      once, as a stream. The pack holds what lies in the genes, with the version, date, licence and SHA-256 of every source. \
      Use it with --knowledge, or as collagen/knowledge.pack in your data folder. The embedded entries of ClinVar stay beside \
      it: of one allele the newest class counts. Files of one predictor that disagree are told, and where they do none counts.

      EXAMPLES
        collagen knowledge build --clinvar clinvar.vcf.gz --revel revel_with_transcript_ids -o knowledge.pack
      """)

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("ClinVar's VCF of GRCh38 or GRCh37.", valueName: "vcf"),
    completion: .file())
  var clinvar: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("gnomAD's sites VCFs: v4.1 exomes, genomes or joint, v3, v2.1.1.", valueName: "vcf"),
    completion: .file())
  var gnomad: [String] = []

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("AlphaMissense_hg38.tsv.gz or _hg19.", valueName: "tsv"),
    completion: .file())
  var alphamissense: [String] = []

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("REVEL's table revel_with_transcript_ids.", valueName: "csv"),
    completion: .file())
  var revel: [String] = []

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("VCFs with INFO/SpliceAI.", valueName: "vcf"), completion: .file())
  var spliceai: [String] = []

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Own scores: TSV hgvs_c, predictor, score.", valueName: "tsv"),
    completion: .file())
  var own: [String] = []

  @Option(name: [.customShort("o"), .long], help: ArgumentHelp("The pack to write.", valueName: "file"))
  var output: String

  @Flag(name: .long, help: "Replace the file if it exists.")
  var force = false

  @Flag(name: .long, help: "Do not print what the pack holds; warnings and errors stay.")
  var quiet = false

  @OptionGroup var geneOptions: GeneOptions

  private var inputs: [(kind: KnowledgeKind, path: String)] {
    [
      (KnowledgeKind.clinvar, clinvar), (.gnomad, gnomad), (.alphamissense, alphamissense), (.revel, revel),
      (.spliceai, spliceai), (.own, own),
    ].flatMap { kind, paths in paths.map { (kind, $0) } }
  }

  func validate() throws {
    if inputs.isEmpty { throw ValidationError("give at least one file, such as --clinvar clinvar.vcf.gz") }
  }

  func run() throws {
    let locator = GenomicLocator(genes: try geneOptions.catalog())
    try InputGuard.check(inputs: inputs.map(\.path), outputs: [output])
    if FileBytes.exists(output), !force {
      throw ExitFailure(.cannotCreate, "\(output): exists; choose another name, or --force")
    }
    var parts: [KnowledgePack.Part] = []
    for (kind, path) in inputs {
      let part = try cut(kind, path, locator)
      if parts.contains(where: { $0.source.sha256 == part.source.sha256 }) {
        Console.note("collagen: warning: \(part.source.file): is given twice; it is taken once")
      } else {
        parts.append(part)
      }
    }
    let pack = KnowledgePack(parts)
    let loaded: LoadedKnowledge
    do throws(InputFaults) {
      loaded = try LoadedKnowledge(pack, file: InputText.baseName(output), locator: locator)
    } catch {
      throw ExitFailure(error)
    }
    for warning in loaded.warnings(on: nil) { Console.note("collagen: warning: \(warning)") }
    try write(pack.text)
    if !quiet { try Console.output(KnowledgeShowCommand.text(pack, file: InputText.baseName(output))) }
  }

  private func cut(
    _ kind: KnowledgeKind, _ path: String, _ locator: GenomicLocator
  ) throws(ExitFailure) -> KnowledgePack.Part {
    let name = InputText.baseName(path)
    if kind == .own {
      let text = try InputText.read(path)
      do throws(InputFaults) { _ = try PredictorScores(text: text, file: name) } catch { throw ExitFailure(error) }
    }
    var cutter = KnowledgeCutter(kind, file: name, locator: locator)
    let summary: LineStream.Summary?
    do throws(ParseError) {
      summary = unsafe try LineStream.read(InputSource(path: path)) { unsafe cutter.take($0) }
    } catch {
      throw ExitFailure(ExitStatus(rawValue: error.exitStatus) ?? .badData, error.description)
    }
    do throws(InputFaults) {
      return try cutter.part(
        bytes: summary?.byteCount ?? 0, sha256: summary?.sha256 ?? "", endsWithLine: summary?.endsWithLine ?? true)
    } catch {
      throw ExitFailure(error)
    }
  }

  /// Writes the pack under another name first, so that its own name only ever stands for a whole pack.
  private func write(_ bytes: [UInt8]) throws(ExitFailure) {
    let staged = "\(output).\(getpid()).part"
    do {
      try OutputFile.create(path: staged, bytes: bytes)
    } catch {
      throw ExitFailure(error)
    }
    guard unsafe rename(staged, output) == 0 else {
      let reason = OutputFile.systemReason(errno)
      unsafe unlink(staged)
      throw ExitFailure(.cannotCreate, "\(output): cannot be written: \(reason)")
    }
  }
}

struct KnowledgeShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Say what a pack holds, from when, under which licence.",
    discussion: """
      Without a file: the pack that the other commands would use, or what is embedded.

      EXAMPLES
        collagen knowledge show knowledge.pack
      """)

  @Argument(help: ArgumentHelp("The pack.", valueName: "file"), completion: .file())
  var file: String?

  func run() throws {
    var options = KnowledgeOptions()
    options.knowledge = file
    guard let path = options.path else {
      let known = KnownVariants.embedded()
      let lines = known.files.map { "ClinVar, public domain: \($0.summary)\n" }
      return try Console.output(
        "No pack is given; what is embedded is used.\n" + lines.joined() + SplicePrediction.attribution + "\n")
    }
    let (pack, file) = try KnowledgeOptions.read(path)
    try Console.output(KnowledgeShowCommand.text(pack, file: file.name))
  }

  /// The pack's sources, a row each.
  static func text(_ pack: KnowledgePack, file: String) -> String {
    let rows = pack.parts.map(\.source).map { source in
      [
        source.kind.title, source.shownVersion ?? ".", source.date ?? ".", source.assembly ?? ".", "\(source.records)",
        source.licence, source.file, String(source.sha256.prefix(12)),
      ]
    }
    let header = ["source", "version", "date", "assembly", "records", "licence", "file", "sha256"]
    return "\(file)\(pack.date.map { ", newest source of \($0)" } ?? ""), sha256 \(pack.digest)\n"
      + PlainTable.aligned([header] + rows, width: Console.outputWidth).joined(separator: "\n") + "\n"
      + pack.parts.flatMap { part in part.source.remarks.map { "  \(part.source.file): \($0)\n" } }.joined()
  }
}
