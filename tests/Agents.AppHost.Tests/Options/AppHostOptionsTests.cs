using Agents.AppHost.Children;
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

    [Fact]
    public void WithoutADashboard_SiloAndGatewayAreStarted()
    {
        var options = Right(["--no-dashboard"]);

        LocalServices.Plan(options).Select(static service => service.Name).ShouldBe(["silo", "gateway"]);
        GatewaySettings.Of(options).ShouldBe([("Gateway__HasDashboard", "false")]);
        LocalServices.Plan(Right([])).Select(static service => service.Name).ShouldBe(["silo", "dashboard", "gateway"]);
    }

    [Theory]
    [InlineData("0.0.0.0", "http://0.0.0.0:8080")]
    [InlineData("192.168.1.5", "http://192.168.1.5:8080")]
    [InlineData("Example.com", "http://example.com:8080")]
    [InlineData("::", "http://[::]:8080")]
    public void HostBeyondLoopback_IsTakenAndNotOpen(string host, string bind)
    {
        var options = Right(["--host", host]);

        (options.Bind, options.IsLoopback).ShouldBe((bind, false));
    }

    [Fact]
    public void Certificate_GoesToTheGatewayInItsSettingsNames()
    {
        var file = typeof(AppHostOptions).Assembly.Location;

        var options = Right(["--host", "agents.example.com", "--https-port", "8443", "--certificate", file]);

        options.Bind.ShouldBe("http://agents.example.com:8080;https://agents.example.com:8443");
        GatewaySettings.Of(options).ShouldBe([("Kestrel__Certificates__Default__Path", file), ("Kestrel__Certificates__Default__KeyPath", file), ("Gateway__Hosts__900", "agents.example.com")]);
        GatewaySettings.Of(Right([])).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--certificate", "/no/such.pem")]
    [InlineData("--https-port", "https")]
    public void WrongCertificateOrPort_IsNamed(string option, string value) => Wrong([option, value]).ShouldContain(value);

    [Fact]
    public void CertificateWithoutAPort_IsRefused() => Wrong(["--certificate", typeof(AppHostOptions).Assembly.Location]).ShouldContain("--https-port 8443");

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
