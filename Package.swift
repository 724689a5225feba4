// swift-tools-version: 6.3
// Collagen: is this type I collagen, or not? Targets are listed in the order the data flows; imports only point up.
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "collagen",
  products: [
    .library(name: "Collagen", targets: ["Collagen"]),
    .library(name: "BioSequence", targets: ["BioSequence"]),
    .library(name: "Alignment", targets: ["Alignment"]),
    .executable(name: "collagen", targets: ["CollagenCLI"]),
  ],
  traits: [
    .trait(name: "HTSlib", description: "Writes VCF.gz with its index, and BAM, through htslib."),
    .default(enabledTraits: ["HTSlib"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    .target(name: "BioSequence", swiftSettings: strict),
    .target(name: "TypeICollagen", dependencies: ["BioSequence"], swiftSettings: strict),
    .target(name: "Alignment", dependencies: ["BioSequence"], swiftSettings: strict),
    .target(name: "VariantCalling", dependencies: ["Alignment", "BioSequence"], swiftSettings: strict),
    .systemLibrary(name: "CHTSlib", providers: [.apt(["libhts-dev"])]),
    .target(
      name: "Reporting",
      dependencies: [
        "BioSequence", "TypeICollagen",
        .target(name: "CHTSlib", condition: .when(traits: ["HTSlib"])),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: strict),
    .target(
      name: "Collagen",
      dependencies: ["Alignment", "BioSequence", "Reporting", "TypeICollagen", "VariantCalling"],
      swiftSettings: strict),
    .executableTarget(
      name: "CollagenCLI",
      dependencies: [
        "BioSequence", "Collagen", "Reporting", "TypeICollagen",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(name: "ReportingTests", dependencies: ["BioSequence", "Reporting"], swiftSettings: strict),
    .testTarget(name: "BioSequenceTests", dependencies: ["BioSequence"], swiftSettings: strict),
    .testTarget(name: "TypeICollagenTests", dependencies: ["BioSequence", "TypeICollagen"], swiftSettings: strict),
  ]
)
