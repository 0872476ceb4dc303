import { usePicture } from '../app/stores-context.tsx'
import { classes } from './classes.ts'
import styles from './picture.module.css'

interface PictureProps {
  readonly hash: string | null
  /** Its first letter stands in while there is no picture. */
  readonly name: string
  readonly className?: string | undefined
}

/** A product's picture. It tells a sighted clerk what the name beside it tells everyone, so it is not read out. */
export function Picture({ hash, name, className }: PictureProps) {
  const url = usePicture(hash)
  return (
    <span className={classes(styles.picture, className)} aria-hidden="true">
      {url ? <img src={url} alt="" draggable={false} /> : [...name][0]}
    </span>
  )
}
