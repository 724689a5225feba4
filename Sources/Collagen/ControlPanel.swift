// Earlier screen results whose exon depths a sample is compared with.

package import BioSequence
import Digests
package import TypeICollagen
import VariantCalling

/// Exon depths of samples that were screened before with the same laboratory method.
package struct ControlPanel: Sendable {
  /// One control sample.
  struct Control: Sendable {
    let sample: String
    let digests: Set<String>
    let counts: [ExonFragmentCounts]
    /// Whether a deletion or duplication of exons was called in it, inferred from depth or by sequence.
    let hasEvent: Bool
    /// Whether its reads start at primers.
    let isAmplified: Bool
    /// What was asked about.
    let target: String
  }

  let controls: [Control]

  /// No controls.
  package init() { controls = [] }

  /// SHA-256 of what the controls hold: the same folder gives the same results.
  var digest: String {
    let lines = controls.map { "\($0.sample) \($0.digests.sorted()) \($0.counts) \($0.hasEvent) \($0.target)" }.sorted()
    return SHA256.hexadecimal(Array(lines.joined(separator: "\n").utf8))
  }

  /// Number of control samples.
  package var count: Int { controls.count }

  /// Takes the screens of DNA of a folder of controls; RNA does not show copy number.
  ///
  /// - Throws: ``ControlPanelError`` if there is no result, or one that cannot be compared.
  package init(folder: String, assembly: Assembly, genes: GeneCatalog = .embedded) throws(ControlPanelError) {
    let screens = try ControlFolder(folder, assembly: assembly)
    guard !screens.isEmpty else {
      throw screens.fault("holds no result of collagen screen; put the folders of earlier screens there")
    }
    if let rna = screens.screens.first(where: { $0.molecule == .rna }) {
      throw ControlPanelError(
        rna.name, "is of RNA: transcript abundance does not show copy number; give controls of DNA, or remove it")
    }
    try self.init(screens, genes: genes)
  }

  /// Takes the screens of DNA among those of a folder; there may be none.
  ///
  /// - Throws: ``ControlPanelError`` if one cannot be compared.
  package init(_ folder: ControlFolder, genes: GeneCatalog) throws(ControlPanelError) {
    var found: [Control] = []
    for entry in folder.screens where entry.molecule == .dna {
      found.append(try ControlPanel.control(entry.document, name: entry.name, genes: genes))
    }
    controls = found
  }

  /// The counts of the controls that a sample is compared with: not itself, none with an
  /// exon event of its own, none of amplicons for a sample that is not or the other way round, and every set of reads once.
  func counts(
    forInputs digests: Set<String>, isAmplified: Bool, target: String
  ) -> (counts: [[ExonFragmentCounts]], warnings: [String]) {
    let others = controls.filter { $0.digests.isDisjoint(with: digests) }
    var seen: Set<Set<String>> = []
    let single = others.filter { $0.digests.isEmpty || seen.insert($0.digests).inserted }
    let normal = single.filter { !$0.hasEvent }
    let plain = normal.filter { $0.isAmplified == isAmplified }
    let elsewhere = plain.filter { $0.target != target }
    var warnings: [String] = []
    func some(_ count: Int, _ one: String, _ several: String) -> String {
      "\(count) of the controls \(count == 1 ? one : several)"
    }
    if others.count < controls.count {
      warnings.append(some(controls.count - others.count, "is", "are") + " this very sample: skipped")
    }
    if single.count < others.count {
      warnings.append(some(others.count - single.count, "repeats", "repeat") + " the reads of another one: skipped")
    }
    if normal.count < single.count {
      let event = some(single.count - normal.count, "has an exon event itself", "have exon events themselves")
      warnings.append(event + ": skipped")
    }
    if plain.count < normal.count {
      let kind = isAmplified ? " not of amplicons, as this sample is" : " of amplicons, and this sample is not"
      warnings.append(some(normal.count - plain.count, "is", "are") + kind + ": skipped")
    }
    if let other = elsewhere.first {
      warnings.append(
        some(elsewhere.count, "was", "were") + " screened with another target (\(other.target), this sample with "
          + "\(target)): used, but controls should be of one panel design with the sample")
    }
    if !controls.isEmpty, plain.count < ExonCopyNumber.leastControls {
      warnings.append(
        "\(plain.count) usable \(plain.count == 1 ? "control is" : "controls are") too few for exon dosage: give "
          + "\(ExonCopyNumber.leastControls) at least, better 10")
    }
    return (plain.map(\.counts), warnings)
  }
}
