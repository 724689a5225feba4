// The style sheet of every page: light and dark, from 390 pixels of width up, and A4 on paper.

/// The one style sheet. Colours of text keep a contrast of 4.5 to 1 on their ground in both schemes.
enum PageStyle {
  /// What is the same on every page.
  static let text = colours + layout + pictures + charts + print

  private static let colours = """
    :root{color-scheme:light;--ink:#1b1f24;--muted:#57606a;--ground:#fff;--rule:#c9d1d9;--faint:#e3e7ec;--head:#eef3f6;
    --answer:#eef4fb;--blue:#1f5fa8;--flag:#fff6e0;--amber:#9a6700;--made-up:#f3e8fd;--violet:#6e3bb0;--red:#b3261e;--green:#2e7d4f;
    --line:#8b949e;--exon:#5f8fbe;--depth:#aeb9c5;--part:#d0d7de;--helix:#9cc3a5;--c-part:#e0b878;--n-part:#c3b1e1;--lethal:#f6cfcb;
    --one:#5b8db8;--two:#b08a4f;--interval:#9db7d3;--expected:#f3ddb3;--control:#33597f;--range:#e3efe2;--standard:#c4622d;--qc:#8a7a2f}
    @media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--ink:#e6edf3;--muted:#9ea7b3;--ground:#12161c;--rule:#3d444d;--faint:#2a3038;--head:#1c232c;
    --answer:#162235;--blue:#6ea8e6;--flag:#2e2510;--amber:#d9a441;--made-up:#2a1f3d;--violet:#b692e6;--red:#f0776c;--green:#5bbd83;
    --line:#7d8590;--exon:#5f8fbe;--depth:#4d5864;--part:#3a424c;--helix:#3f6b49;--c-part:#7d5f2c;--n-part:#5b4a80;--lethal:#5c2b28;
    --one:#6ea0cc;--two:#c79f62;--interval:#3b5a7a;--expected:#5e4a1e;--control:#8fb4da;--range:#1f3322;--standard:#e08a58;--qc:#c9b75a}}

    """

  private static let layout = """
    *{box-sizing:border-box}
    body{font:15px/1.45 system-ui,"Liberation Sans",Arial,sans-serif;color:var(--ink);background:var(--ground);max-width:1080px;margin:1.5rem auto;padding:0 1rem}
    h1{font-size:1.4rem;margin:0}h1,h2,h3,p,li{overflow-wrap:anywhere}
    h2{font-size:1.08rem;margin:1.4rem 0 .4rem;border-bottom:1px solid var(--rule);padding-bottom:.15rem}
    h3{font-size:.95rem;margin:.8rem 0 .2rem}p{margin:.35rem 0}ul{margin:.3rem 0;padding-left:1.2rem}a{color:var(--blue)}
    .answer{font-size:1.15rem;margin:.7rem 0;padding:.6rem .9rem;background:var(--answer);border-left:4px solid var(--blue)}
    .flag,.warning{background:var(--flag);border-left:4px solid var(--amber);padding:.35rem .9rem;margin:.3rem 0}.flag b{font-size:.8rem}
    .alarm{background:var(--ground);border:4px solid var(--red);color:var(--red);padding:.4rem .9rem;margin:.6rem 0}.alarm b{font-size:1.1rem}
    .made-up{background:var(--made-up);border-left:4px solid var(--violet);padding:.3rem .8rem;font-weight:600}
    .card{border:1px solid var(--rule);border-left:8px solid var(--line);padding:.5rem 1rem;margin:.7rem 0}
    .card.bad{border-left-color:var(--red)}.card.ok{border-left-color:var(--green)}.card .class{font-size:1.25rem;font-weight:700}.lead{font-size:1.05rem}
    .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.87rem}
    th,td{text-align:left;padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--faint);vertical-align:top}th{white-space:nowrap}
    td{font-variant-numeric:tabular-nums}td.name{min-width:15em;overflow-wrap:anywhere}th.half{width:46%}th.wide{width:82%}td.id{white-space:nowrap}td.flags{white-space:nowrap;font-size:.75rem}
    .tight td{padding:.05rem .6rem .05rem 0;border:0}.digest{font-family:monospace;font-size:.75rem;overflow-wrap:anywhere}
    .small{font-size:.83rem;overflow-wrap:anywhere}.muted{color:var(--muted)}details{margin:.6rem 0}summary{cursor:pointer;font-weight:600}
    footer{margin-top:1.4rem;font-size:.85rem;border-top:2px solid var(--ink);padding-top:.4rem;font-weight:600}
    @media (max-width:600px){body{margin:.8rem auto;padding:0 .7rem}.tight td{display:block}}

    """

  private static let pictures = """
    figure{margin:.5rem 0}figcaption{font-weight:600;font-size:.87rem}.plots{display:flex;flex-wrap:wrap;gap:14px}figure.pile{width:460px;max-width:100%}
    svg{width:100%;height:auto;display:block}svg.fixed{width:auto;max-width:100%}
    svg text{font-family:system-ui,"Liberation Sans",Arial,sans-serif;font-size:11px;fill:var(--ink)}svg text.label{font-size:12px;font-weight:600}
    svg text.axis,svg text.value{font-size:13px}svg text.title{font-size:13px;font-weight:700}svg text.tick,svg text.note{fill:var(--muted)}
    .intron{stroke:var(--line);stroke-width:1}.exon{fill:var(--exon)}.depth{fill:var(--depth)}.gap{fill:var(--red)}
    .read.one{fill:var(--one)}.read.two{fill:var(--two)}.site{fill:var(--answer)}.change{fill:var(--red)}.none{fill:var(--ground)}.loss,.clip{stroke:var(--red);stroke-width:1.5}
    .arc{fill:none;stroke:var(--line);stroke-width:1}.arc.leading{stroke:var(--red);stroke-width:1.5}
    .call{fill:var(--ink)}.call.other{fill:var(--line)}.mark{stroke:var(--ink);stroke-width:1.5}
    .domain{fill:var(--part)}.domain.triple_helix{fill:var(--helix)}.domain.C_propeptide{fill:var(--c-part)}.domain.N_propeptide{fill:var(--n-part)}
    .strand{fill:none;stroke-width:3}.strand.one{stroke:var(--one)}.strand.two{stroke:var(--two)}.lethal{fill:var(--lethal)}
    .interval{fill:var(--interval)}.expected{fill:var(--expected)}.control{fill:var(--control)}.case{fill:var(--ink)}.case.out{fill:var(--red)}

    """

  /// Charts of the assay: axes, curves, points, heat maps.
  private static let charts = """
    .chart .frame{fill:none;stroke:var(--line)}.chart .grid{stroke:var(--faint)}.chart .curve{fill:none;stroke:var(--control);stroke-width:1.8}
    .chart .band{fill:var(--interval);fill-opacity:.45}.chart .range{fill:var(--range);fill-opacity:.8}
    .chart .zero{fill:none;stroke:var(--muted)}.chart .limit{fill:none;stroke:var(--line);stroke-dasharray:4 3}
    .chart .standard{fill:var(--standard)}.chart .sample{fill:var(--exon);fill-opacity:.75}.chart .case{fill:var(--red)}.chart .qc{fill:var(--qc)}
    .chart .bar-control{fill:none;stroke:var(--control);stroke-width:2}.chart .bar-case{fill:none;stroke:var(--red);stroke-width:2}.chart .bar-qc{fill:none;stroke:var(--qc);stroke-width:2}
    .chart .medium{fill:none;stroke:var(--exon);stroke-width:1.8}.chart .cells{fill:none;stroke:var(--standard);stroke-width:1.8;stroke-dasharray:6 3}
    .chart .pmedium{fill:var(--exon)}.chart .pcells{fill:var(--standard)}.chart .none{fill:var(--ground);stroke:var(--rule)}.chart .cross{stroke:var(--red);stroke-width:1.6}
    .chart text.mark{font-size:11px;stroke:none;fill:#1b1f24}.chart text.markd{font-size:11px;fill:#fff}
    .h0{fill:#f3f7fa}.h1{fill:#e2edf4}.h2{fill:#cfe1ed}.h3{fill:#b8d2e4}.h4{fill:#9dc0d9}.h5{fill:#80abcc}.h6{fill:#6293bc}.h7{fill:#487aa6}.h8{fill:#33618d}.h9{fill:#224a70}

    """

  /// Pages are numbered by the browser where it can (margin boxes of CSS Paged Media: Chromium from 131 on).
  private static let print = """
    @page{size:A4;margin:12mm 12mm 14mm;@bottom-right{content:"page " counter(page) " of " counter(pages);font:9px "Liberation Sans",Arial,sans-serif}}
    @media print{html{font-size:11px}body{margin:0;padding:0;max-width:none;font-size:1rem;line-height:1.22}
    h2{margin:.55rem 0 .15rem;break-after:avoid}h3{margin:.45rem 0 .1rem;break-after:avoid}p{margin:.22rem 0}th,td{padding:.12rem .5rem .12rem 0}tr,figure,.flag,.card,svg{break-inside:avoid}.scroll{overflow:visible}
    .patient+.patient,.run,.appendix{break-before:page}.screen{display:none}.run svg{max-height:50mm;width:auto;max-width:60mm}.run td,.run th{padding:.08rem .35rem .08rem 0;font-size:.72rem}.run .plots{gap:2mm}.run th,.appendix th,.patient th{white-space:normal}
    .patient svg{max-height:75mm;width:auto}
    td.digest{white-space:nowrap;font-size:.7rem}svg.fixed{max-width:100%}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
    details::details-content{content-visibility:visible;display:block}summary{list-style:none}summary,summary+p{break-after:avoid}}
    """
}
