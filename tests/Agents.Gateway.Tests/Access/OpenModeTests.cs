using Agents.ServiceDefaults.Children;
using Microsoft.Extensions.Options;

namespace Agents.Gateway.Tests.Access;

public class OpenModeTests
{
    private static readonly string[] Beyond =
    [
        "--urls=http://0.0.0.0:0", "--AGENTS_SILO_URL=http://127.0.0.1:1", "--AGENTS_DASHBOARD_URL=http://127.0.0.1:1",
    ];

    [Fact]
    public async Task BoundBeyondLoopback_RefusesToStart()
    {
        await using var app = GatewayProgram.Build(Beyond);

        var refused = await Should.ThrowAsync<OptionsValidationException>(() => app.StartAsync());

        refused.Message.ShouldContain("--host localhost");
    }

    [Fact]
    public async Task BoundBeyondLoopback_HasAnExitCodeOfItsOwn()
        => (await GatewayProgram.Main(Beyond)).ShouldBe(ServiceRun.ConfigurationExitCode);

    [Fact]
    public async Task AddressMissing_IsAWrongSetting()
        => (await GatewayProgram.Main(["--urls=http://127.0.0.1:0"])).ShouldBe(ServiceRun.ConfigurationExitCode);

    [Fact]
    public async Task PortTaken_HasAnExitCodeOfItsOwn()
    {
        await using var other = await TestUpstream.StartAsync("other");

        (await GatewayProgram.Main([$"--urls={other.Url}", $"--AGENTS_SILO_URL={other.Url}", $"--AGENTS_DASHBOARD_URL={other.Url}"]))
            .ShouldBe(ServiceRun.AddressExitCode);
    }
}
