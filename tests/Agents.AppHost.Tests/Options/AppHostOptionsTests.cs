using Agents.AppHost.Options;

namespace Agents.AppHost.Tests.Options;

public class AppHostOptionsTests
{
    [Fact]
    public void NothingSaid_IsLoopback8080AndTheFolderHere()
    {
        var options = Right([]);

        options.Bind.ShouldBe("http://localhost:8080");
        options.Open.ShouldBeFalse();
        options.DataFolder.ShouldBe(Path.GetFullPath("data"));
    }

    [Theory]
    [InlineData("--port", "9000")]
    [InlineData("--port=9000", null)]
    public void Port_IsTakenInBothSpellings(string first, string? second)
        => Right(second is null ? [first] : [first, second]).Bind.ShouldBe("http://localhost:9000");

    [Fact]
    public void PortZero_NeedsOneAddress() => Right(["--port", "0"]).Bind.ShouldBe("http://127.0.0.1:0");

    [Fact]
    public void Address6_GetsItsBrackets() => Right(["--host", "::1"]).Bind.ShouldBe("http://[::1]:8080");

    [Fact]
    public void OpenAndData_AreTaken()
    {
        var options = Right(["--open", "--data", "/srv/agents"]);

        options.Open.ShouldBeTrue();
        options.DataFolder.ShouldBe("/srv/agents");
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("192.168.1.5")]
    [InlineData("example.com")]
    [InlineData("::")]
    public void HostBeyondLoopback_IsRefusedWithTheReason(string host) => Wrong(["--host", host]).ShouldContain("there are no keys yet");

    [Theory]
    [InlineData("--prot", "there is no option")]
    [InlineData("--port", "needs a value")]
    [InlineData("--port=eighty", "not a port")]
    [InlineData("--port=65536", "not a port")]
    [InlineData("--port=-1", "not a port")]
    [InlineData("serve", "there is no option")]
    public void WrongOption_IsNamed(string arg, string part) => Wrong([arg]).ShouldContain(part, Case.Insensitive);

    [Fact]
    public void Help_IsHelp() => AppHostOptions.Parse(["--help"]).ShouldBeOfType<ParsedOptions.Help>();

    private static AppHostOptions Right(string[] args) => AppHostOptions.Parse(args).ShouldBeOfType<ParsedOptions.Right>().Options;

    private static string Wrong(string[] args) => AppHostOptions.Parse(args).ShouldBeOfType<ParsedOptions.Wrong>().Message;
}
