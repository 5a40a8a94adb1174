using System.Net;
using System.Text.Json;
using Agents.Client.Access;
using Agents.Silo.Access;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Access;

public sealed class LoginTests
{
    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Login_ActsAsItsKeyUntilItsTimeIsOver(DatabaseKind kind)
    {
        var clock = new ManualClock();
        await using var silo = await KeyedSilo.StartAsync(kind, clock.Use);
        var token = await LoginAsync(silo, await silo.NewKeyAsync(KeyScopes.Viewer));

        (await StatusAsync(silo, token, "GET", "/api/v1/workflows")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(silo, token, "DELETE", "/api/v1/workflows/x")).ShouldBe(HttpStatusCode.Forbidden);
        // A login that made logins would never end.
        (await StatusAsync(silo, token, "POST", "/internal/sessions")).ShouldBe(HttpStatusCode.Unauthorized);
        clock.Offset = TimeSpan.FromHours(13);
        (await StatusAsync(silo, token, "GET", "/api/v1/workflows")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Login_EndsWithItsKeyAndWithALogout()
    {
        await using var silo = await KeyedSilo.StartAsync();
        var key = await silo.MakeAsync(new CreateKey { Name = "x", Scopes = [KeyScopes.Viewer] });
        var (first, second) = (await LoginAsync(silo, key.Key), await LoginAsync(silo, key.Key));

        (await StatusAsync(silo, first, "DELETE", "/internal/sessions")).ShouldBe(HttpStatusCode.NoContent);

        (await StatusAsync(silo, first, "GET", "/api/v1/workflows")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(silo, second, "GET", "/api/v1/workflows")).ShouldBe(HttpStatusCode.OK);
        await silo.ClientOf(await silo.NewKeyAsync(KeyScopes.Admin)).Keys.RevokeAsync(key.Record.Id);
        (await StatusAsync(silo, second, "GET", "/api/v1/workflows")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task FirstKey_IsMadeOnceAndLiesInAFileOfItsOwner()
    {
        await using var silo = await KeyedSilo.StartAsync();

        using var made = await silo.SendAsync(null, "POST", "/internal/first-key");
        using var again = await silo.SendAsync(null, "POST", "/internal/first-key");

        var key = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("key").GetString()!;
        again.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var file = Path.Combine(silo.Host.Folder, FirstKey.FileName);
        (await File.ReadAllTextAsync(file)).Trim().ShouldBe(key);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        (await silo.ClientOf(key).Keys.WhoAmIAsync()).Scopes.ShouldBe([KeyScopes.Admin]);
    }

    [Fact]
    public async Task FirstKey_RevokedIsNotMadeAgain()
    {
        await using var silo = await KeyedSilo.StartAsync();
        var admin = await silo.MakeAsync(new CreateKey { Name = "x", Scopes = [KeyScopes.Admin] });
        await silo.ClientOf(admin.Key).Keys.RevokeAsync(admin.Record.Id);

        using var made = await silo.SendAsync(null, "POST", "/internal/first-key");

        made.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task ConfiguredKey_IsAnAdminsAndNoFirstOneIsMade()
    {
        var configured = ApiKey.New();
        await using var silo = await KeyedSilo.StartAsync(settings: ["--AGENTS_ADMIN_KEY", configured]);

        (await silo.ClientOf(configured).Keys.WhoAmIAsync()).ShouldSatisfyAllConditions(static who => who.Principal.ShouldBe("user:admin"), static who => who.Scopes.ShouldBe([KeyScopes.Admin]));
        (await silo.SendAsync(null, "POST", "/internal/first-key")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Principals_GiveTheTeamsThatApprovalsKnow()
    {
        await using var silo = await KeyedSilo.StartAsync();
        var admin = silo.ClientOf(await silo.NewKeyAsync(KeyScopes.Admin));
        await admin.Keys.SetPrincipalsAsync([new PrincipalRecord("eve", ["sre"])]);
        var eve = (await silo.MakeAsync(new CreateKey { Name = "x", Principal = "eve", Scopes = [KeyScopes.Approver] })).Key;

        (await silo.ClientOf(eve).Keys.WhoAmIAsync()).Teams.ShouldBe(["team:sre"]);
        (await admin.Keys.ListPrincipalsAsync()).ShouldHaveSingleItem().Name.ShouldBe("user:eve");
    }

    private static async Task<HttpStatusCode> StatusAsync(KeyedSilo silo, string token, string method, string path)
    {
        using var reply = await silo.SendAsync(token, method, path);
        return reply.StatusCode;
    }

    private static async Task<string> LoginAsync(KeyedSilo silo, string key)
    {
        using var reply = await silo.SendAsync(key, "POST", "/internal/sessions");
        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement.GetProperty("token").GetString()!;
    }
}
