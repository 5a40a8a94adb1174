using Agents.AppHost.Console;

namespace Agents.AppHost.Tests.Console;

public class TerminalTests
{
    [Theory]
    [InlineData(false, null, "xterm", true)]
    [InlineData(false, "", "xterm", true)]
    [InlineData(false, "1", "xterm", false)]
    [InlineData(false, null, "dumb", false)]
    [InlineData(true, null, "xterm", false)]
    public void Colour_IsForPeopleWhoWantIt(bool redirected, string? noColour, string term, bool expected)
        => Terminal.WantsColour(redirected, name => name == "NO_COLOR" ? noColour : term).ShouldBe(expected);

    [Fact]
    public void ColouredPrefix_EndsBeforeTheLine()
    {
        using var output = new StringWriter();
        new Terminal(output, output, colour: true).Log("silo", ServiceColour.Cyan, "ready");

        output.ToString().ShouldBe($"\e[36msilo      |\e[0m ready{Environment.NewLine}");
    }

    [Fact]
    public void NoColour_TakesItFromTheLinesToo()
    {
        using var output = new StringWriter();
        new Terminal(output, output, colour: false).Log("gateway", ServiceColour.Green, "a \e[1;31mred\e[0m word\e[");

        output.ToString().ShouldBe($"gateway   | a red word{Environment.NewLine}");
    }

    [Fact]
    public void Failures_GoToTheErrorOutput()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        new Terminal(output, error, colour: false).Fail("Port 8080 is taken.");

        output.ToString().ShouldBeEmpty();
        error.ToString().ShouldContain("8080");
    }
}
