// The catalog: what the embedded genes are, and every way to find one.

import BioSequence
import HGVS
import Testing
import TypeICollagen

@Suite struct GeneCatalogTests {
  private let genes = GeneCatalog.embedded

  @Test func factsThatToldTheGenesApartAreData() throws {
    let (first, second) = (genes.genes[0], genes.genes[1])
    #expect(genes.genes.map(\.symbol) == ["COL1A1", "COL1A2"] && genes.list == "COL1A1 or COL1A2")
    #expect(first.chain == "alpha1(I)" && second.chain == "alpha2(I)")
    #expect(first.chainCopies + second.chainCopies == 3 && first.chainCopies == 2)
    #expect(first.nullAllele == .disease && second.nullAllele == .tolerated)
    #expect(first.pattern(of: .null) == "col1a1_null" && second.pattern(of: .null) == "col1a2_null_heterozygous")
    #expect(second.pattern(of: .biallelicNull) == "col1a2_null_biallelic")
    #expect(first.regions(.mild, holding: 200).count == 1 && second.regions(.mild, holding: 200).isEmpty)
  }

  /// Marini et al. 2007: residues 691-823 and 910-964 of the alpha1 helix; 45 and 19 glycines.
  @Test func lethalRegionsHoldAsManyGlycinesAsPublished() {
    let regions = genes.genes[0].regions.filter { $0.kind == .lethal }
    let counts = regions.map { region in region.residues.filter { ($0 - 1) % 3 == 0 }.count }
    #expect(counts == [45, 19])
    #expect(genes.genes[1].regions.allSatisfy { $0.kind != .lethal })
  }

  @Test func everyDiseaseHasANumberAndASource() {
    for gene in genes.genes {
      #expect(!gene.diseases.isEmpty)
      for disease in gene.diseases {
        #expect((disease.mim?.utf8.count ?? 6) == 6 && !disease.name.isEmpty && !disease.source.isEmpty)
      }
    }
    #expect(genes.genes[0].diseases.first { $0.defects.contains(.null) }?.mim == "166200")
  }

  @Test func everyNameOfAGeneIsFound() {
    for gene in genes.genes {
      let record = gene.record
      var names = [record.symbol, record.symbol.lowercased(), record.lrgID, record.refSeqGene, record.lrgID + "t1"]
      names += record.aliases + [gene.chain]
      for transcript in record.transcripts {
        names += [transcript.accession, transcript.proteinAccession, transcript.ensemblAccession + ".9"]
        names.append(String(transcript.accession.prefix { $0 != "." }))
      }
      for name in names { #expect(genes.gene(named: name)?.symbol == gene.symbol, "\(name)") }
    }
    #expect(genes.index(ofSymbol: "COL1A2") == 1 && genes.index(ofSymbol: "col1a2") == nil)
  }

  @Test func chromosomesAreFoundByEveryNameAndStandInOrder() {
    for (index, gene) in genes.genes.enumerated() {
      for mapping in gene.record.mappings {
        #expect(mapping.contigNames.count == 4 && mapping.contigRefget?.hasPrefix("SQ.") == true)
        for name in mapping.contigNames {
          #expect(genes.indices(onContig: name, assembly: mapping.assembly) == [index], "\(name)")
          #expect(genes.gene(onContig: name, range: mapping.range, assembly: mapping.assembly)?.symbol == gene.symbol)
        }
        let outside = mapping.range.lowerBound - 1..<mapping.range.upperBound
        #expect(genes.gene(onContig: mapping.contig, range: outside, assembly: mapping.assembly) == nil)
      }
    }
    #expect(genes.contigs(on: .grch37).map(\.contig) == ["chr7", "chr17"])
    #expect(genes.indices(onContig: "NC_000017.11", assembly: .grch37).isEmpty)
    #expect(genes.indices(onContig: "chr1").isEmpty && genes.indices(onContig: "chr").isEmpty)
  }
}
