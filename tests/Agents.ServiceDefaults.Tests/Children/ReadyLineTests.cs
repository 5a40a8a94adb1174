using Agents.ServiceDefaults.Children;
using Agents.ServiceDefaults.Health;

namespace Agents.ServiceDefaults.Tests.Children;

public class ReadyLineTests
{
    [Fact]
    public void Written_IsTheAgreedLine()
        => new ReadyLine("silo", "http://127.0.0.1:12345", ReadinessState.Ready, null).ToString()
            .ShouldBe("""AGENTS-READY {"service":"silo","url":"http://127.0.0.1:12345","state":"ready","reason":null}""");

    [Fact]
    public void Read_GivesBackWhatWasWritten()
    {
        var line = new ReadyLine("silo", "http://127.0.0.1:1", ReadinessState.Degraded, "database \"agents.db\" is newer\nthan the program");

        line.ToString().ShouldNotContain("\n");
        ReadyLine.TryParse(line.ToString()).ShouldBe(line);
    }

    [Theory]
    [InlineData("12:00 info: AGENTS-READY")]
    [InlineData("AGENTS-READY")]
    [InlineData("AGENTS-READY {")]
    [InlineData("AGENTS-READY null")]
    [InlineData("""AGENTS-READY {"service":"silo","url":"nowhere","state":"ready"}""")]
    [InlineData("""AGENTS-READY {"service":"silo","url":"http://127.0.0.1:1","state":"dancing"}""")]
    public void OtherLines_AreNotReadyLines(string line) => ReadyLine.TryParse(line).ShouldBeNull();
}
