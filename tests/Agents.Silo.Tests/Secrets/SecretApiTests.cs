using System.Net;
using Agents.Client.Models;
using Agents.Client.Problems;
using Agents.Client.Secrets;
using Agents.Silo.Secrets;
using Agents.Silo.Storage;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Silo.Tests.Secrets;

public sealed class SecretApiTests
{
    private const string Key = "sk-canary-4f1d8a7b2c";

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task ProviderKey_IsTestedUsedAtOnceAndNeverGiven(DatabaseKind kind)
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(kind);
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.Client.Providers.SetAsync("openai", new SetProvider { BaseUrl = model.BaseUrl.ToString(), DefaultModel = "m" });

        var reply = await silo.Client.Secrets.SetAsync(new SetSecret { Provider = "openai", ApiKey = Key });
        (reply.Name, reply.Connected).ShouldBe(("provider:openai", true));
        (await silo.RunAsync("two-steps", new { topic = "x" })).Status.ShouldBe("completed");

        model.Requests.Count.ShouldBe(2);
        model.Requests.ShouldAllBe(static request => request.Authorization == $"Bearer {Key}");
        var provider = (await silo.Client.Providers.ListAsync()).First(static item => item.Name == "openai");
        (provider.Connected, provider.Configured, provider.IsDefault, provider.KeyFrom).ShouldBe((true, true, true, KeySources.Stored));
        (await silo.Client.Secrets.ListAsync()).Select(static secret => secret.Name).ShouldBe(["provider:openai"]);
        (await silo.Http.GetStringAsync("/api/v1/settings/providers")).ShouldNotContain(Key);
        (await silo.Http.GetStringAsync("/api/v1/settings/secrets")).ShouldNotContain(Key);
        (await RowsAsync(silo)).ShouldAllBe(static row => !row.Contains(Key, StringComparison.Ordinal));

        await silo.RestartAsync();
        (await silo.RunAsync("two-steps", new { topic = "x" })).Status.ShouldBe("completed");
        model.Requests.Count.ShouldBe(4, "the key is there after a restart");
    }

    [Fact]
    public async Task DeletedKey_IsGoneAtOnce_AndTheEnvironmentsIsUsed()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync("--AGENTS_OPENAI_BASE_URL", model.BaseUrl.ToString(), "--OPENAI_API_KEY", "sk-from-environment", "--AGENTS_OPENAI_MODEL", "m");
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.Client.Secrets.SetAsync(new SetSecret { Provider = "openai", ApiKey = Key });
        await silo.RunAsync("two-steps", new { topic = "x" });

        await silo.Client.Secrets.DeleteAsync("provider:openai");
        await silo.RunAsync("two-steps", new { topic = "x" });

        model.Requests.Select(static request => request.Authorization).Distinct().ShouldBe([$"Bearer {Key}", "Bearer sk-from-environment"]);
        (await silo.Client.Providers.ListAsync()).First(static item => item.Name == "openai").KeyFrom.ShouldBe(KeySources.Environment);
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Secrets.DeleteAsync("provider:openai"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task AnotherServer_DoesNotGetTheStoredKey()
    {
        await using var first = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var second = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.Client.Providers.SetAsync("openai", new SetProvider { BaseUrl = first.BaseUrl.ToString(), DefaultModel = "m" });
        await silo.Client.Secrets.SetAsync(new SetSecret { Provider = "openai", ApiKey = Key });

        var moved = await silo.Client.Providers.SetAsync("openai", new SetProvider { BaseUrl = second.BaseUrl.ToString(), DefaultModel = "m" });
        await silo.RunAsync("two-steps", new { topic = "x" });

        moved.KeyFrom.ShouldBeNull();
        second.Requests.Count.ShouldBe(2);
        second.Requests.ShouldAllBe(static request => !request.Authorization.Contains(Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RefusedKey_IsStoredAndSaidToBeRefused()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        model.Models = OpenAIAnswer.Error(401, $"Incorrect API key provided: {Key}");
        await using var silo = await SiloHost.StartAsync();
        await silo.Client.Providers.SetAsync("openai", new SetProvider { BaseUrl = model.BaseUrl.ToString() });

        var reply = await silo.Client.Secrets.SetAsync(new SetSecret { Provider = "openai", ApiKey = Key });

        reply.Connected.ShouldBe(false);
        reply.Message.ShouldNotBeNull().ShouldNotContain(Key);
        (await silo.Client.Secrets.ListAsync()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"provider": "openai", "api_key": "short"}""", "api_key")]
    [InlineData("""{"provider": "offline", "api_key": "long-enough-1"}""", "offline")]
    [InlineData("""{"provider": "../x", "api_key": "long-enough-1"}""", "provider")]
    [InlineData("""{"name": "1BAD", "value": "long-enough-1"}""", "name")]
    [InlineData("""{"name": "provider:openai", "value": "long-enough-1"}""", "name")]
    [InlineData("""{"name": "A", "value": "long-enough-1", "api_key": "long-enough-1"}""", "not some of both")]
    [InlineData("""{"name": "A"}""", "value")]
    [InlineData("{}", "api_key")]
    [InlineData("""{"name": "A", "value": 12345678}""", "value")]
    public async Task WrongBodies_AreRefusedWithTheFieldAndWithoutTheValue(string body, string expected)
    {
        await using var silo = await SiloHost.StartAsync();
        var reply = await silo.PostAsync("/api/v1/settings/secrets", body);
        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var text = await reply.Content.ReadAsStringAsync();
        text.ShouldContain(expected);
        text.ShouldNotContain("long-enough-1");
        text.ShouldNotContain("12345678");
        (await silo.Client.Secrets.ListAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://user:canary-pass@host/v1", "user")]
    [InlineData("http://host/v1?key=canary-pass", "query")]
    [InlineData("ftp://host/canary-pass", "http")]
    [InlineData("canary-pass", "http")]
    public async Task AddressesThatHoldSecrets_AreRefusedAndNotRepeated(string address, string expected)
    {
        await using var silo = await SiloHost.StartAsync();
        var refusal = await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Providers.SetAsync("openai", new SetProvider { BaseUrl = address }));
        refusal.Message.ShouldContain(expected);
        refusal.Message.ShouldNotContain("canary-pass");
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Rotation_KeepsOldValuesReadableAndEncryptsThemAnew(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        await silo.Client.Secrets.SetAsync(new SetSecret { Name = "TOKEN", Value = Key });
        var before = (await RowsAsync(silo)).ShouldHaveSingleItem();

        var first = await silo.Client.Secrets.RotateAsync();
        var after = (await RowsAsync(silo)).ShouldHaveSingleItem();
        await silo.RestartAsync();
        var second = await silo.Client.Secrets.ReencryptAsync();

        (first.Encrypted, first.Unreadable.Count).ShouldBe((1, 0));
        KeyOf(before).ShouldNotBe(first.Key);
        KeyOf(after).ShouldBe(first.Key);
        (second.Key, second.Encrypted).ShouldBe((first.Key, 1));
        silo.Services.GetRequiredService<SecretBook>().Find("TOKEN").ShouldBe(Key);
        (await silo.Client.Secrets.ListAsync()).Select(static secret => (secret.Name, secret.IsReadable)).ShouldBe([("TOKEN", true)]);
    }

    [Fact]
    public async Task LostKeyRing_SaysWhichSecretsAreToBeSetAgain_AndGivesNoneOfThem()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.Client.Secrets.SetAsync(new SetSecret { Name = "TOKEN", Value = Key });

        await silo.RestartAsync(() => Directory.Delete(Path.Combine(silo.Folder, "keys"), recursive: true));

        (await silo.Client.Secrets.ListAsync()).ShouldHaveSingleItem().IsReadable.ShouldBeFalse();
        silo.Services.GetRequiredService<SecretBook>().Find("TOKEN").ShouldBeNull();
        await silo.Client.Secrets.SetAsync(new SetSecret { Name = "TOKEN", Value = Key + "2" });
        (await silo.Client.Secrets.ListAsync()).ShouldHaveSingleItem().IsReadable.ShouldBeTrue();
    }

    [Fact]
    public async Task ValueOfAnotherRow_DoesNotOpen()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.Client.Secrets.SetAsync(new SetSecret { Name = "A", Value = Key });
        await silo.Client.Secrets.SetAsync(new SetSecret { Name = "B", Value = "another-value" });
        await using (var connection = await silo.Services.GetRequiredService<IDatabase>().OpenAsync())
        {
            await connection.ExecuteAsync("UPDATE secrets SET value = (SELECT value FROM secrets WHERE name = 'A') WHERE name = 'B'");
        }

        await silo.RestartAsync();

        (await silo.Client.Secrets.ListAsync()).Select(static secret => (secret.Name, secret.IsReadable)).ShouldBe([("A", true), ("B", false)]);
    }

#pragma warning disable CA1416 // Skipped where there are no such modes.
    [SkippableFact]
    public async Task KeyRing_IsReadableByItsOwnerAlone()
    {
        Skip.If(OperatingSystem.IsWindows());
        await using var silo = await SiloHost.StartAsync();
        await silo.Client.Secrets.SetAsync(new SetSecret { Name = "TOKEN", Value = Key });
        var folder = Path.Combine(silo.Folder, "keys");
        await silo.RestartAsync(() => File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101));

        File.GetUnixFileMode(folder).ShouldBe((UnixFileMode)0b111_000_000);
        var files = Directory.GetFiles(folder);
        files.ShouldNotBeEmpty();
        files.ShouldAllBe(static file => File.GetUnixFileMode(file) == (UnixFileMode)0b110_000_000);
    }
#pragma warning restore CA1416

    [Fact]
    public async Task WorkflowOfAProviderWhoseKeyComesLater_IsRefusedBeforeAndRunsAfter()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync("--AGENTS_OLLAMA_BASE_URL", model.BaseUrl.ToString());
        await silo.CreateAsync(Definitions.TwoSteps + "\nllm: {provider: openai, model: m}");
        (await silo.RunAsync("two-steps", new { topic = "x" })).Status.ShouldBe("failed");

        await silo.Client.Providers.SetAsync("openai", new SetProvider { BaseUrl = model.BaseUrl.ToString() });
        await silo.Client.Secrets.SetAsync(new SetSecret { Provider = "openai", ApiKey = Key });

        (await silo.RunAsync("two-steps", new { topic = "x" })).Status.ShouldBe("completed");
    }

    private static async Task<List<string>> RowsAsync(SiloHost silo)
    {
        await using var connection = await silo.Services.GetRequiredService<IDatabase>().OpenAsync();
        return (await connection.QueryAsync<string>("SELECT value FROM secrets ORDER BY name")).AsList();
    }

    // What Data Protection writes begins with four bytes and the id of the key.
    private static Guid KeyOf(string value)
    {
        var padded = value.Replace('-', '+').Replace('_', '/');
        var bytes = Convert.FromBase64String(padded.PadRight((padded.Length + 3) / 4 * 4, '='));
        return new Guid(bytes.AsSpan(4, 16));
    }
}
