// What a description that cannot be read may have meant: other forms of it, tried one by one and only told.

/// Forms to try for a description that cannot be read.
///
/// Only told, never taken: what was meant is for the reader to say.
enum WrittenRemedy {
  /// Words that say something of the finding and nothing of the change.
  private static let remarks: Set<String> = [
    "het", "het.", "hom", "hom.", "heterozygous", "homozygous", "hemizygous", "de", "novo", "mutation", "variant",
    "pathogenic", "(het)", "(hom)",
  ]

  /// Forms to try, the likeliest first; none for texts that are no description of a laboratory.
  ///
  /// - Parameter symbols: the genes' symbols, upper case.
  static func candidates(for description: String, symbols: [String]) -> [String] {
    guard description.utf8.count <= 200 else { return [] }
    // A typeset dash or arrow stands for the one of the keyboard.
    let plain = String(
      description.map {
        "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}".contains($0) ? "-" : $0 == "\u{2192}" ? ">" : $0
      })
    let words = plain.split { $0 == " " || $0 == "\t" || $0 == "," }.map(String.init)
    guard (1...12).contains(words.count) else { return [] }
    let named = words.filter { symbols.contains($0.uppercased()) }
    guard named.count <= 1 else { return [] }
    let rest = words.filter { word in !named.contains(word) && !remarks.contains(word.lowercased()) }
    let gene = named.map { $0.uppercased() + " " }.joined()
    var found = [gene + rest.joined(separator: " ")]
    if !zip(rest, rest.dropFirst()).contains(where: joinsMeanings) {
      found.append(gene + rest.joined())
      found += changes(rest.joined()).map { gene + $0 }
    }
    if let allele = vcf(words) { found.append(allele) }
    return found.filter { $0 != description }
  }

  /// Two numbers that stood apart are not one: `exons 3,4` is no exon 34. Nor are bases behind a change: `C-A,T` is not AT.
  private static func joinsMeanings(_ first: String, _ second: String) -> Bool {
    if first.last?.isNumber == true, second.first?.isNumber == true { return true }
    return second.wholeMatch(of: /[ACGTN]+/.ignoresCase()) != nil
      && first.firstMatch(of: /(?:[>:\/-]|ins|del|dup)[ACGTN]+$/.ignoresCase()) != nil
  }

  /// A change of bases without its `>`, with its bases in front, without `c.`, or an insertion at one base; a stop by name.
  private static func changes(_ text: String) -> [String] {
    var found: [String] = []
    let place = #/(.*?)(?:c\.)?([-*]?\d+(?:[+-]\d+)?)([ACGT])(?:>|-+>?|\/|to)([ACGT])/#.ignoresCase()
    if let parts = text.wholeMatch(of: place), parts.1.isEmpty || parts.1.hasSuffix(":") {
      found.append("\(parts.1)c.\(parts.2)\(parts.3.uppercased())>\(parts.4.uppercased())")
    }
    if let parts = text.wholeMatch(of: #/(.*?)c\.([ACGT])([-*]?\d+(?:[+-]\d+)?)([ACGT])/#.ignoresCase()) {
      found.append("\(parts.1)c.\(parts.3)\(parts.2.uppercased())>\(parts.4.uppercased())")
    }
    if let parts = text.wholeMatch(of: #/(.*?)c\.(\d+)ins([ACGT]+)/#), let number = Int(parts.2), number < 1_000_000 {
      found.append("\(parts.1)c.\(number)_\(number + 1)ins\(parts.3)")
    }
    if text.lowercased().hasSuffix("stop") { found.append(text.dropLast(4) + "Ter") }
    return found
  }

  /// `17 50198002 . C A`, `17:50198002 C/A`, `GRCh37/hg19 chr17:48275363 C>A` as `17-50198002-C-A` with its assembly.
  private static func vcf(_ words: [String]) -> String? {
    let text = words.filter { $0 != "." }.joined(separator: " ")
    let form =
      #/(?:(GRCh3[78]|hg19|hg38)(?:\/\w+)?[ :]+)?(?:chr)?(\d+|X|Y)[ :-](?:g\.)?(\d+)[ :-]?([ACGT]+)[ >\/:-]([ACGT]+)/#
      .ignoresCase()
    guard let parts = text.wholeMatch(of: form) else { return nil }
    let allele = "\(parts.2)-\(parts.3)-\(parts.4.uppercased())-\(parts.5.uppercased())"
    return parts.1.map { "\($0):\(allele)" } ?? allele
  }
}
