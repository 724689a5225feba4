// Laws of the page kit: every text escaped and visible, one policy, no script, nothing loaded from anywhere.

import Documents
import Pages
import Testing

@Suite struct PageTests {
  private static let hostile =
    "<script>alert(1)</script> \" onload='x' & \u{202E}gnp.exe\u{2066} \u{0} {{pageFooter}} </style><img src=x>"

  private func page(_ text: String) throws -> String {
    try Page.text(
      title: text,
      template: """
        <p class="answer">{{text}}</p>
        {{#rows}}<p>{{.}}</p>
        {{/rows}}{{^rows}}<p>none</p>{{/rows}}
        {{{picture}}}
        """,
      values: [
        "text": text, "rows": [text],
        "picture": SVG.picture(width: 10, height: 10, alternative: text, SVG.text("label", 1, 2, text)),
      ], footer: text)
  }

  @Test func everyTextIsEscapedAndVisible() throws {
    let html = try page(PageTests.hostile)
    #expect(!html.contains("<script") && !html.contains("<img") && !html.contains("onload='"))
    #expect(html.contains("&lt;script&gt;") && html.contains("\\u{202E}"))
    let control = html.unicodeScalars.contains { $0.isInvisibleControl && $0 != "\n" }
    #expect(!control, "a control character is on the page")
    // A value is not a template of its own.
    #expect(html.contains("{{pageFooter}}"))
  }

  @Test(arguments: [31, 32, 33] as [UInt64])
  func noTextOpensATag(seed: UInt64) throws {
    var generator = DocumentGenerator(seed: seed)
    let tags = try page("x").count { $0 == "<" }
    for round in 0..<40 {
      let text = "x" + generator.text()
      let html = try page(text)
      #expect(html.count { $0 == "<" } == tags, "seed \(seed), round \(round): \(text.debugDescription)")
      #expect(html.contains(Markup.escaped(text)), "seed \(seed), round \(round)")
    }
  }

  @Test func theFrameIsThatOfEveryPage() throws {
    let html = try page("a")
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    let parts = html.split(separator: "<style>").dropFirst().first?.split(separator: "</style>")
    let policy = Page.policy(of: String(try #require(parts?.first)))
    #expect(html.ranges(of: "Content-Security-Policy").count == 1 && html.contains("content=\"\(policy)\""))
    #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"))
    #expect(html.ranges(of: "<style>").count == 1 && html.ranges(of: "<h1>").count == 1)
    for word in ["<script", "javascript:", "http-equiv=\"refresh\"", " style=\"", "url(", "@import", "src="] {
      #expect(!html.contains(word), "\(word)")
    }
    for rule in ["prefers-color-scheme:dark", "@page{size:A4", "counter(pages)", "overflow-x:auto"] {
      #expect(html.contains(rule), "\(rule)")
    }
    #expect(html.split(separator: "\n", omittingEmptySubsequences: false).dropLast().allSatisfy { !$0.isEmpty })
  }

  @Test func everyPrintedPageSaysWhoseItIs() throws {
    let html = try Page.text(
      title: "t", template: "", values: [:], footer: "f", runningHead: "case P-7; \"}</style><b>\u{202E}")
    #expect(
      html.contains("@page{@top-left{content:\"case P\\2d 7\\3b  \\22 \\7d \\3c \\2f style\\3e \\3c b\\3e \\202e \""))
    #expect(html.ranges(of: "</style>").count == 1 && !html.contains("\u{202E}"))
  }

  @Test func aTemplateThatDoesNotParseIsAnError() {
    #expect(throws: (any Error).self) {
      try Page.text(title: "", template: "{{#open}}", values: [:], footer: "")
    }
  }
}

@Suite struct MarkupTests {
  @Test func elementsEscapeTextAndAttributes() {
    let markup = Markup.element("p", ["class": "a\"b", "title": ""], .text("<&>'"))
    #expect(markup.description == "<p class=\"a&quot;b\">&lt;&amp;&gt;&#39;</p>")
    #expect(Markup.paragraph("a", "small").description == "<p class=\"small\">a</p>\n")
    #expect(Markup.heading("x").description == "<h2>x</h2>\n")
    #expect(Markup.heading("x", isPart: true).description == "<h3>x</h3>\n")
    let table = Markup.table(["<h>"], [["<c>"], ["d"]]).description
    #expect(table.contains("<th scope=\"col\">&lt;h&gt;</th>") && table.contains("<td>&lt;c&gt;</td>"))
    #expect(table.hasPrefix("<div class=\"scroll\"><table><thead>"))
  }

  @Test func numbersOfPicturesStayShort() {
    #expect(SVG.number(1.25) == "1.3" && SVG.number(.nan) == "0.0" && SVG.number(-1e300) == "-1000000.0")
    #expect(SVG.polyline("x", [(1, 1), (.nan, 2)]) == .empty)
    #expect(SVG.box("a", 0, 0, -5, -5).description.contains("width=\"0.1\" height=\"0.0\""))
  }

  @Test func anchorsKeepTextsInside() {
    #expect(SVG.Anchor.inside(10, width: 1000) == .start && SVG.Anchor.inside(990, width: 1000) == .end)
    #expect(SVG.Anchor.inside(500, width: 1000) == .middle)
  }
}

@Suite struct GeneTrackTests {
  private func track() -> GeneTrack { GeneTrack(symbol: "GENE<1>", exons: [100..<200, 300..<400, 1000..<1600]) }

  @Test func aBareGeneShowsItsExons() {
    let svg = track().svg().description
    #expect(svg.ranges(of: "class=\"exon\"").count == 3 && !svg.contains("GENE<1>"))
    #expect(svg.contains("3 exons, 0 calls, coverage not known"))
  }

  @Test func callsGapsAndDepthAreDrawn() {
    var track = track()
    track.calls = [
      GeneTrack.Call(offset: 350, title: "c.1<", label: "c.1"),
      GeneTrack.Call(offset: 300, extent: 300..<1600, title: "del", isLeading: false),
    ]
    track.gaps = [GeneTrack.Stretch(120..<130, title: "gap & more")]
    track.depths = [(100..<200, 117), (300..<1600, 20)]
    track.domains = [GeneTrack.Stretch(100..<1500, title: "helix", style: "triple_helix", label: "helix")]
    let svg = track.svg().description
    #expect(track.fullDepth == 120)
    #expect(svg.contains("3 exons, 2 calls, 1 stretch without a call, in red, depth 20 to 117"))
    #expect(svg.contains("c.1&lt;") && svg.contains("gap &amp; more") && svg.contains("class=\"call other\""))
    #expect(svg.contains("class=\"domain triple_helix\"") && svg.contains(">helix</text>"))
  }

  @Test func placesOutsideTheRecordStayInThePicture() {
    var track = track()
    track.calls = [GeneTrack.Call(offset: -50, title: "a"), GeneTrack.Call(offset: 99_999, title: "b")]
    track.gaps = []
    let svg = track.svg().description
    #expect(svg.contains("M6.0 34.0l") && svg.contains("M994.0 34.0l") && svg.contains("no gap in the target"))
  }
}
