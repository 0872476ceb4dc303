import { CloudDownload, PackageOpen, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useCatalogue, useStores } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Message } from '../../components/message.tsx'

/** Before there is anything to sell: being fetched, failed, or empty at the central store. */
export function CataloguePending() {
  const { t } = useTranslation()
  const { actions } = useStores()
  const loading = useCatalogue((state) => state.loading)
  const loadedProducts = useCatalogue((state) => state.loadedProducts)
  const failure = useCatalogue((state) => state.failure)
  const empty = useCatalogue((state) => state.shelves !== null)
  const retry = useCatalogue((state) => state.retry)
  if (failure)
    return (
      <Message
        icon={<TriangleAlert size={48} />}
        title={t('catalogue.failed')}
        action={<Button onPress={() => void retry()}>{t('action.again')}</Button>}
      >
        {t(`error.${failure.code}`, failure.details)}
      </Message>
    )
  if (empty && !loading)
    return (
      <Message
        icon={<PackageOpen size={48} />}
        title={t('catalogue.empty')}
        action={<Button onPress={() => void actions.syncNow()}>{t('sync.now')}</Button>}
      >
        {t('catalogue.empty.hint')}
      </Message>
    )
  return (
    <Message icon={<CloudDownload size={48} />} title={t('catalogue.loading')}>
      {loadedProducts > 0 ? t('catalogue.loaded', { count: loadedProducts }) : t('catalogue.loading.hint')}
    </Message>
  )
}
