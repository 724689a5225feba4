// A screen that was read back: what each call is named must be what its place and bases are.

import BioSequence
import Documents
import Evidence
import HGVS
import Reporting
import TypeICollagen
import VariantNaming

extension SourceFile {
  /// The screen in the file, its calls held against what they follow from.
  ///
  /// A name that was edited, or taken from another call, would be judged, reported and never noticed. Names are worked out
  /// again from `chrom`, `pos`, `ref` and `alt`; gene and HGVS names must be the same whatever version wrote them, and
  /// consequence and exon too where it was this one, or where it does not say which: this dialect always does. Coverage
  /// lies in the genes that it names, and junctions are what their places make them.
  ///
  /// - Throws: ``EvidenceError`` with every call that contradicts itself.
  func screen(_ genes: GeneCatalog, version: String) throws(EvidenceError) -> ScreenDocument {
    let screen = try document(ScreenDocument.self)
    // What was made in this run is what was just worked out.
    guard made == nil else { return screen }
    let locator = GenomicLocator(genes: genes)
    let isOfThisVersion = screen.version == nil || screen.version == version
    var found = screen.calls.enumerated().compactMap { index, call in
      call.contradiction(locator, isOfThisVersion: isOfThisVersion).map { ("calls[\(index + 1)].\($0)", $1) }
    }
    found += (screen.genotypes ?? []).enumerated().compactMap { index, genotype in
      genotype.contradiction(locator, screen.assembly).map { ("genotypes[\(index + 1)].\($0)", $1) }
    }
    found +=
      screen.coverage.flatMap {
        $0.contradiction(locator, screen.assembly, isOfExons: screen.settings?.target == "exons")
      }.map { [$0] } ?? []
    if let rna = screen.rna {
      found += rna.alleleRatios.enumerated().filter { locator.genes.gene(symbol: $0.element.gene) == nil }.map {
        ("rna.allele_ratios[\($0.offset + 1)].gene", "\($0.element.gene.quoted(40)) is no gene that is screened")
      }
      let naming = SplicingNaming(genes, assembly: screen.assembly)
      found += naming.contradictions(rna, isOfThisVersion: isOfThisVersion).map { ("rna.\($0)", $1) }
    }
    let faults = found.map { place, reason in
      InputFault(.invalidValue, file: name, place: place, reason: reason, remedy: "screen the sample again")
    }
    guard faults.isEmpty else { throw EvidenceError(faults) }
    return screen
  }
}

extension SampleGenotype {
  /// The first key that is not what place and bases of the allele make it; a genotype under another name is compared with
  /// nothing, and two persons would agree.
  fileprivate func contradiction(_ locator: GenomicLocator, _ assembly: Assembly) -> (key: String, reason: String)? {
    var call = Call(gene: gene, assembly: assembly, chrom: chrom, pos: pos, ref: ref, alt: alt)
    switch call.reading(locator) {
    case .notComparable: return ("alt", "an allele of bases is one of A, C, G and T")
    case .wrong(let key, let reason): return (key, reason)
    case .unnamed: return nil
    case .named(let named, let isByAssembly):
      (call.hgvsC, call.hgvsG) = (named.hgvsC, named.hgvsG)
      guard !isByAssembly, call.name != name else { return nil }
      return ("name", "place and bases say \(call.name.quoted(80))")
    }
  }
}

extension Call {
  /// What place and bases of an allele make it.
  fileprivate enum Reading {
    /// Not written in bases that can be compared.
    case notComparable
    /// The first key that contradicts the reference.
    case wrong(key: String, reason: String)
    /// A change that has no name.
    case unnamed
    /// The call of these bases at this place, and whether the assembly's own bases about it give it another name than the
    /// gene's record.
    case named(Call, isByAssembly: Bool)
  }

  fileprivate func reading(_ locator: GenomicLocator) -> Reading {
    switch locator.locate(contig: chrom, position: pos, reference: ref, alternate: alt, assembly: assembly) {
    case .notComparable: return .notComparable
    case .elsewhere: return .wrong(key: "pos", reason: "not in a gene that is screened")
    case .mismatch: return .wrong(key: "ref", reason: "not the bases of \(assembly.rawValue) at \(chrom):\(pos)")
    case .located(let index, let variant):
      let own = locator.genes.genes[index]
      guard own.symbol == gene else { return .wrong(key: "gene", reason: "\(chrom):\(pos) is in \(own.symbol)") }
      guard let named = Call(annotate(variant: variant, gene: own), assembly: assembly) else { return .unnamed }
      return .named(named, isByAssembly: rollsOverDifference(variant, own))
    }
  }

  /// The first key that is not what place and bases of the call make it, and what it should be; `nil` if all agree, and for
  /// symbolic alleles and breakpoints, whose bases do not tell what they are.
  func contradiction(_ locator: GenomicLocator, isOfThisVersion: Bool) -> (key: String, reason: String)? {
    guard !isSymbolic, `class` != .breakpoint, `class` != .inversion else { return nil }
    switch reading(locator) {
    case .notComparable, .unnamed: return nil
    case .wrong(let key, let reason): return (key, reason)
    case .named(let named, let isByAssembly):
      return difference(from: named, isOfThisVersion, isByAssembly: isByAssembly)
    }
  }

  /// Whether the assembly has another base than the gene's record about the variant: a variant that can be written at
  /// several places is then written by the assembly's bases, and the record's bases give it another name.
  private func rollsOverDifference(_ variant: Variant, _ gene: CollagenGene) -> Bool {
    let reach = variant.range.count + variant.replacement.count + 50
    let near = variant.range.lowerBound - reach...variant.range.upperBound + reach
    return gene.record.mapping(on: assembly)?.differences.contains { near.contains($0.offset) } ?? false
  }

  private func difference(
    from named: Call, _ isOfThisVersion: Bool, isByAssembly: Bool
  ) -> (key: String, reason: String)? {
    var pairs: [(key: String, given: String?, right: String?)] = [("hgvs_g", hgvsG, named.hgvsG)]
    if !isByAssembly {
      pairs += [("hgvs_lrg", hgvsLRG, named.hgvsLRG), ("hgvs_c", hgvsC, named.hgvsC), ("hgvs_p", hgvsP, named.hgvsP)]
    }
    if isOfThisVersion, !isByAssembly {
      func list(_ words: [String]) -> String { words.sorted().joined(separator: "&") }
      pairs += [
        ("exon", exon, named.exon), ("legacy_exon", legacyExon, named.legacyExon),
        ("class", `class`?.rawValue, named.class?.rawValue),
        ("helix_residue", helixResidue.map(String.init), named.helixResidue.map(String.init)),
        ("consequence", list(consequence.map(\.name)), list(named.consequence.map(\.name))),
        ("collagen_effect", list(collagenEffect.map(\.rawValue)), list(named.collagenEffect.map(\.rawValue))),
      ]
    }
    let wrong = pairs.first { $0.given != $0.right }
    return wrong.map { ($0.key, "place and bases of the call say \($0.right.map { $0.quoted(80) } ?? "nothing")") }
  }
}

extension GenomicLocator {
  /// Why a stretch of a chromosome is not of the gene that it is said to be of; `nil` if it is, or if both are of no gene
  /// that is known here.
  ///
  /// - Parameter range: 0-based half-open.
  func contradiction(
    _ symbol: String, _ chrom: String, _ range: Range<Int>, _ assembly: Assembly
  ) -> (key: String, reason: String)? {
    let place = "\(chrom):\(range.lowerBound + 1)-\(range.upperBound)"
    let reached = genes(
      reachedBy: range.lowerBound + 1...max(range.lowerBound + 1, range.upperBound), on: chrom, assembly: assembly)
    let isKnown = genes.gene(named: symbol) != nil
    guard let own = reached.first.map({ genes.genes[$0.gene] }) else {
      return isKnown ? ("chrom", "\(place) is not in \(symbol)") : nil
    }
    return own.symbol == symbol ? nil : ("gene", "\(place) is in \(own.symbol)")
  }
}

extension ScreenCoverage {
  /// The first stretch that is not of the gene that it names.
  ///
  /// - Parameter isOfExons: whether the regions of the target have the names of exons.
  fileprivate func contradiction(
    _ locator: GenomicLocator, _ assembly: Assembly, isOfExons: Bool
  ) -> (String, String)? {
    for (index, run) in runs.enumerated() {
      if let (key, reason) = locator.contradiction(run.gene, run.chrom, run.start..<run.end, assembly) {
        return ("coverage.runs[\(index + 1)].\(key)", reason)
      }
      if isOfExons, let gene = locator.genes.gene(symbol: run.gene), !run.lies(inRegionOf: gene, assembly) {
        return ("coverage.runs[\(index + 1)].region", "\(run.region.quoted(40)) is not there")
      }
    }
    return nil
  }
}

extension CoverageRun {
  /// Whether a stretch lies between the exons beside the one that it names, `exon_n`.
  fileprivate func lies(inRegionOf gene: CollagenGene, _ assembly: Assembly) -> Bool {
    let exons = gene.record.preferredTranscript.exons
    guard region.hasPrefix("exon_"), let number = Int(region.dropFirst(5)), exons.indices.contains(number - 1),
      let mapping = gene.record.mapping(on: assembly)
    else { return false }
    let own = mapping.recordRange(ofChromosomeRange: start..<end)
    return (number == 1 || own.lowerBound >= exons[number - 2].upperBound)
      && (number == exons.count || own.upperBound <= exons[number].lowerBound)
  }
}
