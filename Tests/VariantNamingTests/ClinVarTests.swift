// VCF alleles get the names that ClinVar gives them.

import BioSequence
import HGVS
import Testing
import TypeICollagen

@Suite struct ClinVarTests {
  /// ClinVar writes a frameshift without its new residue and distance.
  private func shortProtein(_ name: String) -> String {
    var body = name.split(separator: ":").last.map(String.init) ?? name
    body = body.replacing("(", with: "").replacing(")", with: "")
    guard let shift = body.firstRange(of: "fsTer") else { return body }
    let head = body[..<shift.lowerBound]
    return head.dropLast(3) + "fs"
  }

  @Test func vcfAllelesGetTheNamesOfClinVar() throws {
    let table = try FixtureTable("hgvs/clinvar.tsv")
    let differences = try FixtureTable("hgvs/intended-differences.tsv").rows
    #expect(table.rows.count == 264)
    for row in table.rows {
      let gene = try #require(GeneCatalog.embedded.gene(symbol: row["gene"] ?? "")).model
      let placement = try #require(gene.placement(on: .grch38))
      let reference = try #require(DNASequence(text: row["grch38_ref"] ?? "?"))
      let alternate = try #require(DNASequence(text: row["grch38_alt"] ?? "?"))
      let start = (Int(row["grch38_pos"] ?? "") ?? 0) - 1 - placement.mapping.range.lowerBound
      let change = placement.recordEdit(
        replacing: start..<start + reference.count, with: alternate.codes)
      let found = gene.names(replacing: change.range, with: change.replacement)
      #expect(found.hgvsC == row["hgvs_c"])
      #expect(found.hgvsRecord == row["lrg_g"] || found.variantClass == .reference, "\(row)")
      if let protein = row["hgvs_p"], !protein.isEmpty {
        let isListed = differences.contains { $0["input"] == found.hgvsC && $0["expected"] == protein }
        #expect(shortProtein(found.hgvsP ?? "") == protein || isListed, "\(found.hgvsC ?? "")")
      }
      let allele = try #require(found.grch38?.vcf)
      #expect(allele.position == Int(row["grch38_pos"] ?? ""))
      #expect(allele.reference == reference.codes)
      #expect(allele.alternate == alternate.codes)
    }
  }
}
