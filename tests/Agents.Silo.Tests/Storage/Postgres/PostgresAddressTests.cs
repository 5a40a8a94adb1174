using Agents.Silo.Storage.Postgres;
using Microsoft.Extensions.Configuration;

namespace Agents.Silo.Tests.Storage.Postgres;

public sealed class PostgresAddressTests
{
    private const string Secret = "p;a's=s\"word";

    [Theory]
    [InlineData("Host=db.example;Port=5433;Database=agents;Username=me;Password=\"p;a's=s\"\"word\"")]
    [InlineData("postgresql://me:p%3Ba%27s%3Ds%22word@db.example:5433/agents")]
    [InlineData("postgres://db.example:5433/agents?user=me&password=p%3Ba%27s%3Ds%22word&sslmode=verify-full")]
    public void Address_IsReadAndShowsHostAndDatabaseOnly(string text)
    {
        var address = PostgresAddress.Parse(text, "test");

        address.ToString().ShouldBe("'agents' on db.example:5433");
        address.ConnectionString.ShouldContain("me");
        new Npgsql.NpgsqlConnectionStringBuilder(address.ConnectionString).Password.ShouldBe(Secret);
    }

    [Theory]
    [InlineData("Host=db;Port=secret")]
    [InlineData("Host=db;Password=se;cret=x")]
    [InlineData("postgresql://me:secret@db:port/agents")]
    [InlineData("postgresql://me@db/agents?secret=1")]
    [InlineData("Username=me;Password=secret")]
    [InlineData("secret")]
    public void WrongAddress_IsRefusedWithoutShowingIt(string text)
    {
        var refused = Should.Throw<DatabaseAddressException>(() => PostgresAddress.Parse(text, "AGENTS_DATABASE"));

        refused.ToString().ShouldNotContain("secret");
        refused.ToString().ShouldNotContain("cret");
        refused.Message.ShouldStartWith("AGENTS_DATABASE ");
    }

    [Fact]
    public void NoAddress_IsSqlite() => PostgresAddress.Find(new ConfigurationBuilder().Build()).ShouldBeNull();

    [Theory]
    [InlineData("ConnectionStrings:agents")]
    [InlineData("AGENTS_DATABASE")]
    public void Address_IsFoundInTheConfiguration(string key)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [key] = "Host=h;Database=d" }).Build();

        PostgresAddress.Find(configuration)!.ToString().ShouldBe("'d' on h:5432");
    }
}
