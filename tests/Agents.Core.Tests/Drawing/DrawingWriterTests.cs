using System.Xml.Linq;
using Agents.Core.Drawing;
using Agents.Core.Json;

namespace Agents.Core.Tests.Drawing;

public sealed class DrawingWriterTests
{
    private static readonly string[] AwkwardNames =
    [
        "<script>alert('x')</script>", "a \"quoted\" & ampersanded name", "שלום עולם וגם טקסט ארוך מאוד שלא נכנס", "日本語の長い名前がここに入りますので切られます",
        "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "bell\u0007 and half \ud83d of a pair", new string('w', 500), "two\nlines",
    ];

    [Fact]
    public void Svg_IsWellFormedWithoutScriptWhateverNamesSay()
    {
        var states = AwkwardNames.Select((name, i) => Workflows.Agent(name, i + 1 < AwkwardNames.Length ? AwkwardNames[i + 1] : null)).ToList();

        var svg = XDocument.Parse(SvgDrawing.Write(GraphLayout.Of(Workflows.Of(states)), new SvgOptions { Title = "a < b" }));

        svg.Descendants().Select(static element => element.Name.LocalName).ShouldNotContain("script");
        svg.Root!.Elements().First().Value.ShouldBe("a < b");
        Texts(svg).ShouldContain(static text => text.StartsWith("wwww") && text.EndsWith('…'));
        Texts(svg).ShouldNotContain(static text => text.Length > 80);
    }

    [Fact]
    public void Ellipsis_NeverCutsACharacterApart()
    {
        var layout = GraphLayout.Of(Workflows.Of(Workflows.Agent(AwkwardNames[4])));

        var shown = Texts(XDocument.Parse(SvgDrawing.Write(layout))).First(static text => text.EndsWith('…'));

        shown.TrimEnd('…').Replace("👩‍👩‍👧‍👦", "", StringComparison.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Statuses_ChangeClassesAndTextsButNoPositions()
    {
        var layout = GraphLayout.Of(Workflows.Rich());
        var plain = XDocument.Parse(SvgDrawing.Write(layout));
        var live = XDocument.Parse(SvgDrawing.Write(layout, new SvgOptions
        {
            Statuses = new Dictionary<string, string> { ["plan"] = "succeeded", ["both/left/a"] = "waiting_timer" },
            Taken = new HashSet<(string, string)> { ("@start", "plan") },
        }));

        Node(live, "plan").Attribute("class")!.Value.ShouldBe("graph-node type-agent status-succeeded");
        Node(live, "both/left/a").Elements().First().Value.ShouldBe("a (agent, waiting timer)");
        live.Descendants().Where(static element => element.Name.LocalName == "rect").Select(static element => element.ToString())
            .ShouldBe(plain.Descendants().Where(static element => element.Name.LocalName == "rect").Select(static element => element.ToString()));
        live.Descendants().Count(static element => ((string?)element.Attribute("class"))?.EndsWith(" is-taken") == true).ShouldBe(1);
    }

    [Fact]
    public void SvgForAPage_BringsNoInlineStyle()
    {
        var svg = SvgDrawing.Write(GraphLayout.Of(Workflows.Rich()), new SvgOptions { EmbedStyle = false });

        svg.ShouldNotContain("<style");
        svg.ShouldNotContain("style=");
    }

    [Fact]
    public void Mermaid_EscapesWhatWouldEndItsQuotes()
    {
        var text = MermaidDrawing.Write(GraphLayout.Of(Workflows.Of(Workflows.Agent("say \"hi\"|#1;", "end"), Workflows.Agent("end"))));

        text.ShouldBe("""
            flowchart LR
              n0(("Start"))
              n1["say #34;hi#34;#124;#35;1#59;"]
              n2["end"]
              n3(["End"])
              n0 --> n1
              n1 --> n2
              n2 --> n3

            """, StringCompareShould.IgnoreLineEndings);
    }

    [Fact]
    public void Mermaid_NestsContainers()
    {
        var text = MermaidDrawing.Write(GraphLayout.Of(Workflows.Rich(), GraphDirection.TopDown));

        text.ShouldStartWith("flowchart TD\n");
        text.Split('\n').Count(static line => line.TrimStart().StartsWith("subgraph", StringComparison.Ordinal)).ShouldBe(8);
        text.Split('\n').Count(static line => line.Trim() == "end").ShouldBe(8);
        text.ShouldContain("-.->|\"else\"|");
    }

    [Fact]
    public void Json_HasEveryNodeAndEdge()
    {
        var layout = GraphLayout.Of(Workflows.Rich());

        var drawing = JsonDrawing.Write(layout);

        ((JsonArray)drawing["nodes"]).Count.ShouldBe(layout.Nodes.Count);
        ((JsonArray)drawing["edges"]).Cast<JsonObject>().ShouldAllBe(static edge => ((JsonArray)edge["points"]).Count >= 2);
        ((JsonObject)((JsonArray)drawing["nodes"])[0])["id"].ShouldBe("@start");
    }

    private static IEnumerable<string> Texts(XDocument svg) => svg.Descendants().Where(static element => element.Name.LocalName == "text").Select(static element => element.Value);

    private static XElement Node(XDocument svg, string state) => svg.Descendants().Single(element => (string?)element.Attribute("data-state") == state);
}
