using System.Xml.Linq;
using Agents.Silo.Storage;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Agents.Silo.Hosting;

/// <summary>Keys in the table <c>key_ring</c>. ASP.NET asks for them once in a while and waits for the answer.</summary>
internal sealed class StoredKeyRing(IDatabase database, TimeProvider time) : IXmlRepository
{
    private readonly SqlFile _sql = database.Queries("keys");

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.OpenAsync().AsTask().GetAwaiter().GetResult();
        return [.. connection.Query<string>(_sql["List"]).Select(static xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.OpenAsync().AsTask().GetAwaiter().GetResult();
        connection.Execute(_sql["Add"], new { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting), Now = time.GetUtcNow() });
    }
}
