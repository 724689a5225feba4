// A law of names of chromosomes: what the reader takes for a gene's chromosome, the filter lets through, and the other way round.

import BioSequence
import Documents
import HGVS
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import Evidence

@Suite struct ContigNameTests {
  private static let maker = VCFMaker(assembly: .grch38, gene: 0)

  private static func file(_ name: String, declared: [String]) -> [UInt8] {
    let contigs = declared.map { "##contig=<ID=\($0),length=83257441>\n" }.joined()
    return Array(
      ("##fileformat=VCFv4.2\n" + contigs + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n"
        // The second record of a chromosome is not kept for its name alone.
        + "\(name)\t1000\t.\tA\tC\t60\tPASS\t.\tGT\t0/1\n"
        + "\(name)\t50198002\t.\tC\tA\t60\tPASS\t.\tGT\t0/1\n"
        + "\(name)\t50198602\t.\tT\tA\t60\tPASS\t.\tGT\t0/1\n").utf8)
  }

  /// The file as the commands read it.
  private static func kept(_ bytes: [UInt8]) -> [UInt8] {
    var filter = VCFRegionFilter(GenomicLocator().regions)
    return bytes.split(separator: 10).filter { filter.keeps($0) }.flatMap { Array($0) + [10] }
  }

  private static let names: [String] = {
    let plain = ["17", "chr17", "chromosome17", "NC_000017.11", "CM000679.2", "NC_000017"]
    let around = plain + plain.map { "hg38_" + $0 } + plain.map { "GRCh38." + $0 }
    return around + ["gi|568815581|ref|NC_000017.11|", "ref|NC_000017.11|", "gb|CM000679.2|"]
  }()

  @Test(arguments: names) func everyWritingOfAChromosomeIsRead(_ name: String) throws {
    for written in [name, name.lowercased(), name.uppercased(), name + " ", " " + name] {
      for declared in [[], [written], ["chr17"]] {
        let found = try VCFCase(Self.kept(Self.file(written, declared: declared)), file: "s.vcf", names: ["S"])
        #expect(found.screen.passed.count == 2, "\(written.debugDescription) \(declared)")
        let isTold = found.screen.warnings.contains { $0.contains("no contig line of the header names") }
        #expect(isTold == (!declared.isEmpty && !declared.contains(written)), "\(written.debugDescription) \(declared)")
      }
    }
  }

  /// Names that no reader knows are told where the header has contig lines.
  @Test(arguments: ["chr_17", "chr 17", "HSCHR17", "hg18_chr17", "chr17_alt", "17p"])
  func aNameThatTheHeaderDoesNotHaveIsTold(_ name: String) throws {
    let found = try VCFCase(Self.kept(Self.file(name, declared: ["chr17"])), file: "s.vcf", names: ["S"])
    #expect(found.screen.calls.isEmpty)
    #expect(found.screen.warnings.contains { $0.contains("no contig line") && $0.contains(name) }, "\(name)")
    #expect(throws: EvidenceError.self) {
      try VCFCase(Self.kept(Self.file(name, declared: [])), file: "s.vcf", names: ["S"])
    }
  }

  /// Records on sequences that are plainly others say nothing of the genes.
  @Test(arguments: ["chrM", "MT", "GL000220.1", "chrUn_KI270742v1", "chr1", "22", "HLA-A*01:01", "chr5_GL383530v1_alt"])
  func anotherSequenceIsNotTold(_ name: String) throws {
    let found = try VCFCase(Self.file(name, declared: ["chr17"]), file: "s.vcf", names: ["S"])
    #expect(!found.screen.warnings.contains { $0.contains("no contig line of the header names") }, "\(name)")
  }

  /// An assembly before the name says what the positions count on, and must not contradict an accession.
  @Test func anAssemblyBeforeTheNameCounts() throws {
    for name in ["hg19_chr17", "GRCh37.17"] {
      let found = try VCFCase(Self.kept(Self.file(name, declared: [])), file: "s.vcf", names: ["S"])
      #expect(found.screen.calls.isEmpty && found.screen.assembly == .grch37, "\(name)")
    }
    #expect(throws: EvidenceError.self) {
      try VCFCase(Self.kept(Self.file("hg19_NC_000017.11", declared: [])), file: "s.vcf", names: ["S"])
    }
  }
}
