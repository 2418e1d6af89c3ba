import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { ApiClient } from '../../../client/api-client.ts';
import { formatList } from '../parts/format.ts';
import { Sheet } from '../parts/sheet.tsx';
import { useWords } from '../words/use-words.tsx';

type Vendor = Awaited<ReturnType<ApiClient['system']['status']>>['vendors'][number];

/** The thin line at the bottom: what is simulated here, in words. A tap tells it vendor by vendor. */
export function TruthLine(props: { readonly api: ApiClient }): ReactNode {
  const { words } = useWords();
  const [vendors, setVendors] = useState<readonly Vendor[] | null>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    props.api.system.status(undefined).then(
      (status) => setVendors(status.vendors),
      () => setVendors(null),
    );
  }, [props.api]);
  const nameOf = (vendor: Vendor): string =>
    words.truth.capabilities[vendor.capability] ?? vendor.capability.replaceAll(/[-_]/g, ' ');
  const simulated = [...new Set((vendors ?? []).filter((vendor) => vendor.mode === 'emulated').map(nameOf))];
  const text =
    vendors === null
      ? ''
      : simulated.length === 0
        ? words.truth.all
        : words.truth.simulated(formatList(words.locale, simulated));
  return (
    <footer className="truth">
      {vendors !== null && (
        <button type="button" className="truth-line" onClick={() => setOpen(true)} aria-haspopup="dialog">
          {text}
        </button>
      )}
      {isOpen && vendors && (
        <Sheet title={words.truth.details} onClose={() => setOpen(false)}>
          <ul className="vendors">
            {vendors.map((vendor) => (
              <li key={`${vendor.capability} ${vendor.vendor}`}>
                <span className="vendor-name">{nameOf(vendor)}</span>
                <span className="vendor-by">{vendor.vendor}</span>
                <span className={`vendor-mode vendor-${vendor.mode}`}>{words.truth.modes[vendor.mode]}</span>
                {vendor.note !== '' && (
                  <span className="vendor-note" lang="en" dir="ltr">
                    {vendor.note}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </footer>
  );
}
