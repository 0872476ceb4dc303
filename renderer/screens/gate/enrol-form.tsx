import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStores } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import styles from './gate.module.css'

const SHORTEST_CODE = 4

/** The code with which the central store takes this terminal in. */
export function EnrolForm({ isBusy }: { readonly isBusy: boolean }) {
  const { t } = useTranslation()
  const { actions } = useStores()
  const [code, setCode] = useState('')
  const isOff = isBusy || code.trim().length < SHORTEST_CODE
  const enrol = () => void actions.enrol(code)
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isOff) enrol()
      }}
    >
      <Field label={t('enrol.code')} value={code} onChange={setCode} />
      <Button tone="primary" off={isOff} onPress={enrol}>
        {isBusy ? t('sync.busy') : t('enrol.enter')}
      </Button>
    </form>
  )
}
