// Tests of classes on file: of one allele the newest file counts, and a disagreement is told.

import BioSequence
import Documents
import Testing
import TypeICollagen
import VariantNaming

@testable import Knowledge

@Suite struct NewestClassTests {
  private static let allele = "17|50187049|111|C|G|.|.|CLNSIG="

  private func vcf(_ date: String?, _ records: [String], source: String? = "ClinVar") -> [UInt8] {
    let lines =
      ["##fileformat=VCFv4.1", "##reference=GRCh38"]
      + [date.map { "##fileDate=\($0)" }, source.map { "##source=\($0)" }]
      .compactMap(\.self) + ["##INFO=<ID=CLNSIG,Number=.>", "#CHROM|POS|ID|REF|ALT|QUAL|FILTER|INFO"] + records
    return Array((lines.joined(separator: "\n") + "\n").replacing("|", with: "\t").utf8)
  }

  private func known(_ files: [(String, [UInt8])]) throws -> KnownVariants {
    var known = KnownVariants()
    for (name, bytes) in files { try known.add(vcf: bytes, file: name) }
    return known
  }

  /// What counts of the entries, in whatever order the files were given.
  @Test func theNewestFileCounts() throws {
    let old = ("old.vcf", vcf("2019-01-03", [Self.allele + "Pathogenic"]))
    for word in ["Uncertain_significance", "Benign", "Conflicting_classifications_of_pathogenicity", "."] {
      let new = ("new.vcf", vcf("2026-01-03", [Self.allele + word]))
      let newest = ("newest.vcf", vcf("2026-02-03", [Self.allele + word]))
      for files in [[old, new], [new, old], [old, newest, new]] {
        let found = try known(files)
        let counted = found.entries.filter { !$0.significance.isEmpty }
        #expect(counted.map(\.significance) == (word == "." ? [] : [[word]]), "\(files.map(\.0))")
        let told = found.annotations(ofVCFStyle: "17-50187049-C-G", assembly: .grch38).first { $0.file == "old.vcf" }
        #expect(told?.significance == ["Pathogenic"])
        #expect(told?.supersededBy?.hasPrefix(files.count == 3 ? "newest.vcf" : "new.vcf") == true)
        #expect(found.warnings.contains { $0.hasPrefix("old.vcf of 2019-01-03: 1 entry has a class of another kind") })
      }
    }
    // The same class twice is nothing to tell.
    #expect(try known([old, ("new.vcf", vcf("2026-01-03", [Self.allele + "Likely_pathogenic"]))]).warnings.isEmpty)
  }

  /// ClinVar moves entries: the ID is the same, the allele is not. An ID of a laboratory's own list is none of ClinVar's.
  @Test func anIDOfClinVarIsOneEntry() throws {
    let old = ("old.vcf", vcf("2019-01-03", [Self.allele + "Pathogenic"]))
    let moved = "17|50187050|111|C|A|.|.|CLNSIG=Benign"
    for (source, isOne) in [("ClinVar", true), ("own list", false)] {
      let found = try known([old, ("new.vcf", vcf("2026-01-03", [moved], source: source))])
      #expect(found.entries[0].significance.isEmpty == isOne, "\(source)")
    }
    let other = moved.replacing("111", with: "112")
    #expect(try known([old, ("new.vcf", vcf("2026-01-03", [other]))]).entries[0].significance == ["Pathogenic"])
  }

  /// Where it is not known which is newer, what disagrees does not count; a file of frequencies takes part in nothing.
  @Test func whatCannotBeOrderedDoesNotCount() throws {
    let dated = ("dated.vcf", vcf("2026-01-03", [Self.allele + "Pathogenic"]))
    for date in [nil, "2026-01-03"] {
      let other = ("other.vcf", vcf(date, [Self.allele + "Benign"]))
      let found = try known([dated, other])
      #expect(found.entries.allSatisfy { $0.significance.isEmpty })
      #expect(found.warnings.contains { $0.contains("which is newer is not known") })
      let same = try known([dated, ("same.vcf", vcf(date, [Self.allele + "Pathogenic"]))])
      #expect(same.entries.allSatisfy { !$0.significance.isEmpty } && same.warnings.isEmpty)
      // A third file that is newer than both decides.
      let decided = try known([dated, ("new.vcf", vcf("2026-03-01", [Self.allele + "Pathogenic"]))])
      #expect(decided.entries.map(\.significance) == [[], ["Pathogenic"]])
    }
    let plain = Array(
      "##fileformat=VCFv4.1\n##fileDate=2026-05-01\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n17\t50187049\t.\tC\tG\t.\tPASS\tAC=1;AN=100\n"
        .utf8)
    #expect(try known([dated, ("gnomad.vcf", plain)]).entries[0].significance == ["Pathogenic"])
  }

  /// A pack replaces of the embedded entries what its newer files list, and nothing else.
  @Test func aPackLeavesWhatItDoesNotReplace() throws {
    func loaded(_ date: String, _ records: [String]) throws -> LoadedKnowledge {
      var cutter = KnowledgeCutter(.clinvar, file: "clinvar.vcf", locator: GenomicLocator())
      for line in vcf(date, records).split(separator: 10) {
        guard unsafe Array(line).withUnsafeBufferPointer({ unsafe cutter.take($0) }) else { break }
      }
      let part = try cutter.part(bytes: 1, sha256: String(repeating: "0", count: 64))
      return try LoadedKnowledge(KnowledgePack([part]), file: "k.pack", locator: GenomicLocator())
    }
    func counted(_ known: KnownVariants) -> Set<KnownVariant.Substitution> {
      Set(known.entries.filter { $0.symbol == "COL1A2" && !$0.significance.isEmpty }.compactMap(\.substitution))
    }
    let embedded = counted(.embedded())
    #expect(embedded.count > 50)
    let new = try loaded("2026-01-03", [Self.allele + "Benign"])
    #expect(counted(new.known) == embedded)
    #expect(
      new.warnings(on: nil).contains {
        $0.contains("COL1A2") && $0.contains("embedded ClinVar entries of 20251231 count")
      })
    let old = try loaded("2019-01-03", [Self.allele + "Benign"])
    #expect(counted(old.known) == embedded)
    #expect(old.warnings(on: nil).contains { $0.contains("clinvar.vcf of 2019-01-03: older than the embedded") })
    // An embedded pathogenic entry: only a newer file takes its class away.
    let row = try #require(
      KnownVariants.embeddedText.split(separator: "\n").first {
        $0.hasPrefix("7\t") && $0.hasSuffix("CLNSIG=Pathogenic")
      })
    let cells = row.split(separator: "\t").map(String.init)
    let record = "7|\(cells[1])|9|\(cells[3])|\(cells[4])|.|.|CLNSIG=Benign"
    for (date, expected) in [("2026-01-03", ["Benign"]), ("2019-01-03", ["Pathogenic"])] {
      let known = try loaded(date, [record]).known
      let index = try #require(known.entries.first { $0.file == 1 })
      let own = known.entries(of: index.variant, gene: index.gene).map(\.significance).filter { !$0.isEmpty }
      #expect(own == [expected], "\(date)")
    }
  }

  @Test func twoFilesOfOnePredictorThatDisagreeAreTold() throws {
    func part(_ file: String, _ score: String) throws -> KnowledgePack.Part {
      let text =
        "chr,hg19_pos,grch38_pos,ref,alt,aaref,aaalt,REVEL,Ensembl_transcriptid\n"
        + "17,48275363,50198002,C,A,G,C,\(score),ENST00000225964\n"
      var cutter = KnowledgeCutter(.revel, file: file, locator: GenomicLocator())
      for line in text.split(separator: "\n") {
        guard unsafe Array(line.utf8).withUnsafeBufferPointer({ unsafe cutter.take($0) }) else { break }
      }
      return try cutter.part(bytes: 1, sha256: String(repeating: "0", count: 63) + file.suffix(1))
    }
    func warnings(_ scores: [String]) throws -> [String] {
      let parts = try scores.enumerated().map { try part("revel_\($0)", $1) }
      return try LoadedKnowledge(KnowledgePack(parts), file: "k", locator: GenomicLocator()).warnings(on: nil)
    }
    #expect(try warnings(["0.95", "0.950"]).isEmpty)
    let told = try #require(try warnings(["0.95", "0.01"]).first)
    for words in ["revel_0 and revel_1", "1 allele has different scores of REVEL", "17:50198002 C>A 0.95 and 0.01"] {
      #expect(told.contains(words), "\(told)")
    }
  }

  @Test func rawAndMaskedScoresAreNamed() {
    for (text, expected) in [
      ("spliceai_scores.raw.snv.hg38.vcf.gz", "raw"), ("spliceai_scores.masked.indel.hg19.vcf", "masked"),
      ("crawled.vcf", nil), ("raw_and_masked.vcf", nil), ("SpliceAIv1.3 variant annotation, masked scores", "masked"),
    ] as [(String, String?)] {
      #expect(KnowledgeSource.masking(text) == expected, "\(text)")
    }
  }
}
