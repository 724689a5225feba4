// Who the parts of a case are of: names of samples and lines against the record, genotypes against each other.

package import Documents
import Evidence
import Reporting

/// The names that the parts of a case carry, and whether they can be of one person.
package struct CaseIdentity: Sendable, Hashable {
  /// One part of a case.
  package struct Part: Sendable, Hashable {
    /// What the part is.
    package enum Kind: String, Sendable, CaseIterable {
      case sample
      case rnaSample = "rna_sample"
      case line

      /// In words.
      package var words: String {
        switch self {
        case .sample: "sample"
        case .rnaSample: "RNA sample"
        case .line: "cell line"
        }
      }

      /// The key of the record's `identity` that names of this kind stand in.
      var key: String {
        switch self {
        case .sample: "samples"
        case .rnaSample: "rna_samples"
        case .line: "lines"
        }
      }
    }

    /// What the part is.
    package let kind: Kind
    /// The name that it carries.
    package let name: String
    /// Base name of the file that says so.
    package let file: String
    /// Base names of the reads or tables that it was made from.
    package let madeFrom: [String]
    /// Whether the case's id or the record's `identity` has the name.
    package let isKnown: Bool

    /// The part in a line: `sample DNA-7 (DNA-7_R1.fastq.gz, DNA-7_R2.fastq.gz)`.
    package var sentence: String {
      let shown = madeFrom.isEmpty ? [file] : madeFrom
      let more = shown.count > 4 ? ", and \(shown.count - 4) more" : ""
      return "\(kind.words) \(name) (\(shown.prefix(4).joined(separator: ", "))\(more))"
    }
  }

  /// The parts: DNA, RNA, fibroblast line.
  package let parts: [Part]
  /// The faults that say it may be two persons; empty unless the operator went on in spite of it.
  package let alarms: [InputFault]
  /// What it rests on that the parts are of one person.
  package let grounds: [IdentityGround]

  /// Parts without a fault.
  package static let none = CaseIdentity(parts: [], alarms: [], grounds: [])

  /// The title of the banner that stands on every output if there is an alarm.
  package static let banner =
    "IDENTITY NOT CONFIRMED: what is joined here may be of two persons (--allow-identity-mismatch was given)"
}

extension CaseRecord {
  /// The names of the case's samples and lines: its id, those of ``identity``, and given ones of the kinds of which it
  /// names none.
  func names(or given: Identity) -> [String] {
    [id] + identity.all + (identity.samples.isEmpty ? given.samples : [])
      + (identity.rnaSamples.isEmpty ? given.rnaSamples : []) + (identity.lines.isEmpty ? given.lines : [])
  }
}

/// The parts of a case as they were read.
struct CaseParts {
  /// The case's id.
  let id: String
  /// The names of the case's samples and lines, its id among them.
  let names: [String]
  /// Screens and VCFs, each with its file's name; the first is the one that is judged. A VCF of sites names no sample.
  var screens: [(document: ScreenDocument, file: String, namesSample: Bool)] = []
  /// The screen of RNA.
  var rna: (document: ScreenDocument, file: String)?
  /// The assay, the file's name and its tables.
  var assay: (finding: AssayFinding, file: String, tables: [String])?

  /// Sample names that are of no person.
  var genericSamples: Set<String> = []

  /// The names of the parts with the faults of those that are not the case's, and of genotypes that contradict each other.
  func identity() -> (parts: [CaseIdentity.Part], faults: [InputFault]) {
    var parts: [CaseIdentity.Part] = []
    func add(_ kind: CaseIdentity.Part.Kind, _ name: String, _ file: String, _ madeFrom: [String]) {
      let isKnown = names.contains(name)
      parts.append(CaseIdentity.Part(kind: kind, name: name, file: file, madeFrom: madeFrom, isKnown: isKnown))
    }
    for entry in screens where entry.namesSample {
      add(
        entry.document.isOfRNA ? .rnaSample : .sample, entry.document.sample, entry.file,
        entry.document.inputs.map(\.name))
    }
    if let rna { add(.rnaSample, rna.document.sample, rna.file, rna.document.inputs.map(\.name)) }
    if let assay { add(.line, assay.finding.line, assay.file, assay.tables) }
    let groups = (screens.map { ($0.document, $0.file) } + (rna.map { [($0.document, $0.file)] } ?? []))
      .flatMap(readGroups)
    return (
      parts + groups.map(\.part),
      parts.filter { !$0.isKnown }.map { mismatch($0, "the \($0.kind.words) is") }
        + groups.filter { !$0.part.isKnown }.map {
          mismatch($0.part, "the read groups of \($0.input.visible) name the sample (SM)")
        } + genotypeFaults()
    )
  }

  /// The samples that the read groups of a screen's files name, where they are not the screen's own name in some spelling.
  private func readGroups(_ screen: ScreenDocument, _ file: String) -> [(part: CaseIdentity.Part, input: String)] {
    screen.inputs.flatMap { input in
      (input.readSamples ?? []).filter { $0 != screen.sample }.map { name in
        let isKnown = names.contains { $0 == name || LaboratoryName.areOneSample($0, name) }
        return (
          CaseIdentity.Part(
            kind: screen.isOfRNA ? .rnaSample : .sample, name: name, file: file, madeFrom: [input.name],
            isKnown: isKnown), input.name
        )
      }
    }
  }

  /// - Parameter subject: what names the part, up to the verb.
  private func mismatch(_ part: CaseIdentity.Part, _ subject: String) -> InputFault {
    let others = names.filter { $0 != id }
    let further = others.isEmpty ? "" : ", whose further names are " + others.joined(separator: ", ")
    return InputFault(
      .identityMismatch, file: part.file,
      reason: "\(subject) \(part.name.visible), the case is \(id)\(further)",
      remedy: "give the case's own file, or say in the record that the name is this patient's: identity: "
        + "{\(part.kind.key): [\(part.name)]}; --allow-identity-mismatch goes on and marks every output")
  }

  /// The genotypes of the parts that were sequenced.
  var profiles: [GenotypeProfile] {
    screens.map { GenotypeProfile($0.document, file: $0.file) }
      + (rna.map { [GenotypeProfile($0.document, file: $0.file)] } ?? [])
  }

  private func genotypeFaults() -> [InputFault] {
    let profiles = profiles
    var faults: [InputFault] = []
    for (index, first) in profiles.enumerated() {
      for second in profiles[(index + 1)...] {
        let comparison = GenotypeComparison(first, second)
        guard !comparison.conflicts.isEmpty else { continue }
        let shown = comparison.conflicts.prefix(4).map(\.words).joined(separator: "; ")
        let other = GenotypeComparison.labels(first, second)[0]
        let more = comparison.conflicts.count > 4 ? "; and \(comparison.conflicts.count - 4) more" : ""
        faults.append(
          InputFault(
            .identityGenotypes, file: second.file,
            reason: "not of the person of \(other), by \(comparison.conflicts.count) of \(comparison.compared) "
              + "genotypes compared: \(shown)\(more)",
            remedy: "find out which sample is the case's (or whether an allele drops out in one of them); "
              + "--allow-identity-mismatch goes on and marks every output"))
      }
    }
    return faults
  }
}

extension CaseParts {
  /// What it rests on that the parts are of one person: every two that were sequenced, and the cell line.
  func grounds() -> [IdentityGround] {
    let profiles = profiles
    var grounds: [IdentityGround] = []
    for (index, first) in profiles.enumerated() {
      for second in profiles[(index + 1)...] { grounds.append(IdentityGround(first, second)) }
    }
    for entry in screens where entry.namesSample && genericSamples.contains(entry.document.sample) {
      grounds.append(IdentityGround(generic: entry.document.sample, in: entry.file))
    }
    if let first = profiles.first, let assay { grounds.append(IdentityGround(sequenced: first.file, line: assay.file)) }
    return grounds
  }
}
