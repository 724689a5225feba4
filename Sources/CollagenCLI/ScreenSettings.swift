// The settings of a screen that hold for every sample of a laboratory: shared by `screen` and `cohort`.

import ArgumentParser
import Collagen
import Documents
import SequenceIO
import TypeICollagen
import VariantCalling

/// Options that say what is asked about and how calls are made.
struct ScreenSettings: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Reference that a CRAM file was made with, with its .fai; needed unless the file carries its own.",
      valueName: "fasta"), completion: .file())
  var reference: String?

  @Option(help: "Assembly of the coordinates: GRCh38 or GRCh37.")
  var assembly: AssemblyOption = .grch38

  @Option(help: "Target: exons (with 20 bases of intron on each side), gene, or a BED file.")
  var target = "exons"

  @Option(help: "Depth (fragments) that a base needs to be called reference.")
  var minDepth = 20

  @Option(help: "Smallest measured allele fraction of a call; those below the germline range are called mosaic.")
  var minVaf = CallOptions.defaultMinVAF

  @Flag(help: "Do not mark duplicates (amplicons are recognised anyway).")
  var noDuplicates = false

  @Option(
    help: ArgumentHelp(
      """
      Primers of amplicons: BED with one primer a line, named in pairs (EX5_LEFT, EX5_RIGHT), or BEDPE. Their bases are left \
      out; without the file the first 30 bases of amplicons are taken for primers.
      """,
      valueName: "bed"), completion: .file())
  var amplicons: String?

  @Option(
    help: ArgumentHelp(
      """
      Join copies of a molecule by its identifier (UMI): name, if that is the last part of the read names behind ':' or '_', \
      or the field of BAM, CRAM or SAM that has it, such as RX.
      """,
      valueName: "tag|name"))
  var umi: String?

  @Flag(help: "With --umi: leave out molecules of which there is one fragment only.")
  var umiDropSingletons = false

  @Option(
    help: ArgumentHelp(
      """
      Folder of earlier screen results of the same laboratory method, as controls for exon deletions and duplications; of RNA \
      (control lines) for splice junctions.
      """,
      valueName: "dir"), completion: .directory)
  var controls: String?

  func validate() throws {
    if !(1...1_000_000).contains(minDepth) { throw ValidationError("--min-depth takes a number from 1 to 1000000") }
    if let umi, IdentifierSource(umi) == nil {
      throw ValidationError("--umi takes name, or a field's two letters such as RX, not '\(umi)'")
    }
    if umiDropSingletons, umi == nil { throw ValidationError("--umi-drop-singletons goes with --umi") }
    if !(minVaf > 0 && minVaf <= 0.5) { throw ValidationError("--min-vaf takes a fraction above 0 and at most 0.5") }
  }

  /// What is screened: a sample's DNA or its RNA, or the samples of a cohort, which have both.
  enum Molecules { case dna, rna, both }

  /// The settings for a sample, with the files that they name read.
  func options(sample: String, genes: GeneCatalog, molecules: Molecules = .dna) throws -> ScreenOptions {
    var options = ScreenOptions(sample: sample, genes: genes)
    options.reference = reference
    options.identifiers = umi.flatMap(IdentifierSource.init)
    options.dropsSingletons = umiDropSingletons
    options.assembly = assembly.assembly
    options.calling = CallOptions(minDepth: minDepth, minVAF: minVaf, marksDuplicates: !noDuplicates)
    switch target {
    case "exons": break
    case "gene", "genes":
      options.target = .whole(genes)
      options.targetName = "gene"
    default:
      let file = InputText.baseName(target)
      do {
        let panel = try TargetRegions.bed(
          try InputText.read(target), file: file, assembly: options.assembly, genes: genes)
        options.target = panel.target
        options.targetName = file
      } catch let error as InputFaults {
        throw ExitFailure(.badData, error.description)
      }
    }
    if let amplicons {
      guard molecules != .rna else { throw ValidationError("--amplicons is for --molecule dna") }
      let text = try InputText.read(amplicons)
      options.ampliconsName = InputText.baseName(amplicons)
      do throws(InputFaults) {
        options.calling.amplicons = try AmpliconPrimers.bed(
          text, file: InputText.baseName(amplicons), assembly: options.assembly, genes: genes
        ).amplicons
      } catch {
        throw ExitFailure(.badData, error.description)
      }
    }
    if let controls {
      do throws(ControlPanelError) {
        switch molecules {
        case .dna: options.controls = try ControlPanel(folder: controls, assembly: options.assembly, genes: genes)
        case .rna: options.splicingControls = try SplicingControlPanel(folder: controls, assembly: options.assembly)
        case .both:
          let folder = try ControlFolder(controls, assembly: options.assembly)
          options.controls = try ControlPanel(folder, genes: genes)
          options.splicingControls = try SplicingControlPanel(folder)
          guard options.controls.count + options.splicingControls.count > 0 else {
            throw folder.fault("holds no result of collagen screen; put the folders of earlier screens there")
          }
        }
      } catch {
        throw ExitFailure(error.isMissing ? .noInput : .badData, error.description)
      }
    }
    return options
  }

  /// The files of target and primers, if there are any.
  var targetFile: [String] {
    (["exons", "gene", "genes"].contains(target) ? [] : [target]) + [amplicons].compactMap(\.self)
  }
}
