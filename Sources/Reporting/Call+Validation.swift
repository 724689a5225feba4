// What a call of a document may hold: positions on a chromosome, counts that add up, fractions from 0 to 1.

package import Documents
import HGVS
import Knowledge

extension Call: ValidatedDocument {
  package func validate() throws(InvalidValue) {
    for (key, text) in [("gene", gene), ("chrom", chrom), ("ref", ref), ("alt", alt)] {
      try require(!text.isEmpty, key, "empty")
    }
    try check("pos", pos, in: DocumentRange.position)
    try require(isSymbolic || ref != alt, "alt", "the reference bases themselves")
    try require(isSymbolic == (symbolic != nil), "symbolic", "a symbolic allele has an extent, and only that")
    if let end = symbolic?.end { try require(end >= pos, "symbolic.end", "before pos") }
    for (key, value) in [("depth", depth), ("ref_depth", refDepth), ("alt_depth", altDepth)] {
      try check(key, value, in: DocumentRange.depth)
    }
    try require((altDepth ?? 0) + (refDepth ?? 0) <= depth ?? .max, "alt_depth", "more than depth with ref_depth")
    try check(("vaf", vaf), ("vaf_low", vafLow), ("vaf_high", vafHigh))
    try check("quality", quality, in: DocumentRange.depth)
    try check("qual", qual, in: DocumentRange.depth)
    try check("helix_residue", helixResidue, in: 1...10_000)
    try require((helixResidue == nil) == (tripletPosition == nil), "triplet_position", "told with helix_residue")
    try check("phase_set", phaseSet, in: DocumentRange.position)
    try require(!filter.contains("PASS") || filter.count == 1, "filter", "PASS beside a filter that failed")
    for (index, entry) in known.enumerated() { try check("known[\(index + 1)].stars", entry.stars, in: 0...4) }
    try require(genotype.map(Call.isGenotype) ?? true, "genotype", "not a genotype of VCF")
    try require(isZygosityOfGenotype, "zygosity", "not that of the genotype \(genotype ?? "")")
    try require(carriesAllele, "genotype", "a call that counts carries its allele, which is number 1")
    try require(isFractionOfDepths, "vaf", "not the fraction that alt_depth and ref_depth give")
  }

  /// Whether the bases of the call were counted as they are: not those of a symbolic allele or a breakpoint.
  private var isOfBases: Bool { !isSymbolic && `class` != .breakpoint && `class` != .inversion }

  /// Whether the genotype of a call that counts has the allele; opposite a deletion the other one is number 2.
  private var carriesAllele: Bool {
    guard isPass, isOfBases, let genotype else { return true }
    let alleles = genotype.split { $0 == "/" || $0 == "|" }
    return alleles.contains("1") && alleles.allSatisfy { ["0", "1", "2", "."].contains($0) }
  }

  /// Whether the fraction is that of the depths, up to what errors of reads take away.
  private var isFractionOfDepths: Bool {
    guard isOfBases, let vaf, let altDepth, let refDepth else { return true }
    let total = altDepth + refDepth
    guard total > 0, altDepth > 0 else { return vaf <= 0.05 }
    let measured = Double(altDepth) / Double(total)
    return (vafLow ?? vaf) - 0.05 <= measured && measured <= (vafHigh ?? vaf) + 0.05
  }

  /// Whether the zygosity is one that the genotype allows; of a symbolic allele the number of copies tells it.
  private var isZygosityOfGenotype: Bool {
    guard !isSymbolic, let genotype, !genotype.contains(".") else { return true }
    let alleles = genotype.split { $0 == "/" || $0 == "|" }
    switch zygosity {
    case .homozygous: return Set(alleles).count == 1 && alleles.count > 1 && alleles[0] != "0"
    case .heterozygous: return Set(alleles).count > 1
    // Of two alleles it is known; it is not told only where the genotype itself is open.
    case nil: return alleles.count != 2 || !isOfBases
    case .hemizygous, .mosaic: return true
    }
  }

  /// `0/1`, `1|0`, `./1` or `1`.
  private static func isGenotype(_ text: String) -> Bool {
    text.utf8.count <= 40
      && text.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "|" }.allSatisfy {
        $0 == "." || (!$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) })
      }
  }
}

extension Call.SymbolicAllele: ValidatedDocument {
  package func validate() throws(InvalidValue) {
    try check("end", end, in: DocumentRange.position)
    for (key, interval) in [("position_interval", positionInterval), ("end_interval", endInterval)] {
      let limit = DocumentRange.position.upperBound
      try check(key, interval?.lowerBound, in: -limit...limit)
      try check(key, interval?.upperBound, in: -limit...limit)
    }
    try check("copy_number", copyNumber, in: 0...1000)
    try check("probability", probability, in: DocumentRange.fraction)
  }
}
